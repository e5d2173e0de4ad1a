// Package access knows who may use a protected site: names with passwords from a file
// of bcrypt hashes, and one token. It tells nobody by its time which names there are,
// and lets nobody try often.
package access

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/crypto/bcrypt"

	"github.com/fatiao/fatiao/internal/reload"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Options say where the credentials stand. At least one file is named.
type Options struct {
	Names string // file of names with hashes; "" for none
	Token string // file of the token; "" for none
	Log   *slog.Logger
	Now   func() time.Time
}

// Authenticator checks credentials. It is safe for concurrent use.
type Authenticator struct {
	names    *reload.Value[*users] // nil without a file
	token    *reload.Value[digest] // likewise
	key      []byte                // of the digests; made anew by each process
	checking chan struct{}         // whoever is in it computes a hash
	failed   *failures
	compare  func(hash, password []byte) error // computes a hash, which takes long

	mu         sync.Mutex
	remembered map[string]checked // by name
}

// digest is a credential as it is kept in memory.
type digest [sha256.Size]byte

// checked is a password that was right, with the hash that said so.
type checked struct {
	hash     string
	password digest
}

// ErrRefused says that a name, password or token is not right.
var ErrRefused = errors.New("the name, password or token is not right")

// ErrBusy says that too many passwords are being checked.
var ErrBusy = errors.New("too many passwords are being checked")

// TooManyError says that a client gave wrong credentials too often.
type TooManyError struct{ Wait time.Duration }

// Error implements error.
func (e *TooManyError) Error() string { return "too many wrong passwords" }

// Open reads the files. An error is in the user's words.
func Open(o Options) (*Authenticator, error) {
	a := &Authenticator{key: make([]byte, 32), checking: make(chan struct{}, 1), failed: newFailures(o.Now),
		compare: bcrypt.CompareHashAndPassword, remembered: map[string]checked{}}
	rand.Read(a.key) // never fails
	var err error
	if o.Names != "" {
		if a.names, err = reload.Open(o.Log, o.Now, func() (*users, error) { return readUsers(o.Names) }, o.Names); err != nil {
			return nil, err
		}
	}
	if o.Token != "" {
		read := func() (digest, error) {
			token, err := readToken(o.Token)
			return a.digest(token), err
		}
		if a.token, err = reload.Open(o.Log, o.Now, read, o.Token); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// HasNames reports whether names with passwords are accepted.
func (a *Authenticator) HasNames() bool { return a.names != nil }

// HasToken reports whether a token is accepted.
func (a *Authenticator) HasToken() bool { return a.token != nil }

// CheckToken checks a token that a client gave.
func (a *Authenticator) CheckToken(client, token string) error {
	if err := a.failed.blocked(client); err != nil {
		return err
	}
	if a.token != nil && a.digest(token).equal(a.token.Get()) {
		return nil
	}
	a.failed.add(client)
	return ErrRefused
}

// maxWait is how long a password waits for others to be checked.
const maxWait = 5 * time.Second

// CheckPassword checks a name with a password that a client gave. A hash is computed once
// for each password that is right; for a wrong one each time, one at a time.
func (a *Authenticator) CheckPassword(ctx context.Context, client, name, password string) error {
	if err := a.failed.blocked(client); err != nil {
		return err // also where the password is right: else guesses could go on
	}
	if a.names == nil {
		a.failed.add(client)
		return ErrRefused
	}
	known := a.names.Get()
	given := a.digest(name + ":" + password)
	if a.remembers(known, name, given) {
		return nil
	}
	wait := time.NewTimer(maxWait)
	defer wait.Stop()
	select {
	case a.checking <- struct{}{}:
		defer func() { <-a.checking }()
	case <-wait.C:
		return ErrBusy
	case <-ctx.Done():
		return ctx.Err()
	}
	// Both may have changed while this one waited.
	if err := a.failed.blocked(client); err != nil {
		return err
	}
	if a.remembers(known, name, given) {
		return nil
	}
	hash, ok := known.hashes[name]
	if !ok {
		hash = known.costliest // so that an unknown name takes as long
	}
	if err := a.compare([]byte(hash), []byte(password)); err != nil || !ok {
		a.failed.add(client)
		return ErrRefused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.remembered[name] = checked{hash, given}
	return nil
}

// remembers reports whether the password was right for the hash that still stands in
// the file.
func (a *Authenticator) remembers(known *users, name string, given digest) bool {
	a.mu.Lock()
	m, ok := a.remembered[name]
	a.mu.Unlock()
	hash, listed := known.hashes[name]
	return ok && listed && m.hash == hash && m.password.equal(given)
}

func (a *Authenticator) digest(s string) (d digest) {
	h := hmac.New(sha256.New, a.key)
	h.Write([]byte(s))
	h.Sum(d[:0])
	return d
}

// equal compares in constant time.
func (d digest) equal(o digest) bool { return subtle.ConstantTimeCompare(d[:], o[:]) == 1 }

// maxPassword is what bcrypt reads of a password, in bytes.
const maxPassword = 72

// minPassword is the least length of a new password, in characters.
const minPassword = 8

// PasswordLine makes the line of a name for the file of names. An error is in the user's words.
func PasswordLine(name, password string) (string, error) {
	if !validName(name) {
		return "", usererr.Errorf("名字“%s”不能用：不能为空，不能有冒号、空白和控制字符，不能以 # 开头，不超过 %d 个字节", name, maxName)
	}
	switch n := len([]rune(password)); {
	case n < minPassword:
		return "", usererr.Errorf("密码太短，至少 %d 个字符", minPassword)
	case len(password) > maxPassword:
		return "", usererr.Errorf("密码太长，最多 %d 个字节（一个汉字 3 个字节）", maxPassword)
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	if err != nil {
		return "", usererr.Errorf("不能计算密码的散列值：%w", err)
	}
	return name + ":" + string(hash), nil
}
