package layered

import (
	"errors"
	"fmt"
	"sync"
	"syscall"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// VFS is the name of the file system that a data source must ask for: vfs=fatiao-layers.
const VFS = "fatiao-layers"

// openFile is what SQLite knows of an open file.
type openFile struct {
	methods uintptr
	file    uintptr // key in filesOf
}

// vfs is the file system. What SQLite keeps pointers to lies in memory that is not Go's, since
// SQLite reckons with them as numbers; it is never freed.
type vfs struct {
	system  *sqlite3.Tsqlite3_vfs // that of the system, for temporary files
	own     *sqlite3.Tsqlite3_vfs
	methods *sqlite3.Tsqlite3_io_methods
	files   sync.Map // by keys
	mu      sync.Mutex
	last    uintptr
}

var layers vfs

// register makes the file system known to SQLite, once.
var register = sync.OnceValue(func() error {
	tls := libc.NewTLS()
	defer tls.Close()
	v := &layers
	found := sqlite3.Xsqlite3_vfs_find(tls, 0)
	if found == 0 {
		return errors.New("SQLite has no file system")
	}
	v.system = (*sqlite3.Tsqlite3_vfs)(pointer(found))
	name, err := libc.CString(VFS)
	if err != nil {
		return fmt.Errorf("naming a file system: %w", err)
	}
	if v.own, err = allocate[sqlite3.Tsqlite3_vfs](tls); err != nil {
		return err
	}
	if v.methods, err = allocate[sqlite3.Tsqlite3_io_methods](tls); err != nil {
		return err
	}
	*v.own = *v.system
	v.own.FiVersion, v.own.FpNext, v.own.FzName = 2, 0, name
	v.own.FszOsFile = max(v.system.FszOsFile, int32(unsafe.Sizeof(openFile{}))) // #nosec G103 -- SQLite's
	v.own.FxOpen, v.own.FxDelete, v.own.FxAccess = function(open), function(remove), function(access)
	v.own.FxFullPathname = function(fullPathname)
	*v.methods = sqlite3.Tsqlite3_io_methods{FiVersion: 3, FxClose: function(closeFile), FxRead: function(read), FxWrite: function(write),
		FxTruncate: function(truncate), FxSync: function(zeroInt), FxFileSize: function(fileSize), FxLock: function(zeroInt),
		FxUnlock: function(zeroInt), FxCheckReservedLock: function(checkReservedLock), FxFileControl: function(fileControl),
		FxSectorSize: function(sectorSize), FxDeviceCharacteristics: function(characteristics), FxFetch: function(fetch),
		FxUnfetch: function(unfetch)}
	if code := sqlite3.Xsqlite3_vfs_register(tls, address(v.own), 0); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("registering a file system with SQLite: error %d", code)
	}
	return nil
})

// allocate gives a zero T in memory of SQLite.
func allocate[T any](tls *libc.TLS) (*T, error) {
	var size T
	p := libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(size))) // #nosec G103 -- SQLite's
	if p == 0 {
		return nil, errors.New("no memory for a file system of SQLite")
	}
	return (*T)(pointer(p)), nil
}

// pointer is an address that SQLite gives, in memory that Go does not move.
func pointer(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) } // #nosec G103 -- SQLite's

func address[T any](p *T) uintptr { return uintptr(unsafe.Pointer(p)) } // #nosec G103 -- SQLite's

// function is a function as the translated SQLite keeps it.
func function[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) } // #nosec G103 -- SQLite's

// memory are bytes that SQLite gives.
func memory(p uintptr, n int32) []byte { return unsafe.Slice((*byte)(pointer(p)), n) } // #nosec G103 -- SQLite's

func (v *vfs) add(f file) uintptr {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.last++
	v.files.Store(v.last, f)
	return v.last
}

// fileOf is the file that SQLite speaks of.
func fileOf(p uintptr) file {
	f, ok := layers.files.Load((*openFile)(pointer(p)).file)
	if !ok {
		return nil
	}
	return f.(file)
}

func open(tls *libc.TLS, _, name, p uintptr, flags int32, outFlags uintptr) int32 {
	if name == 0 || flags&sqlite3.SQLITE_OPEN_MAIN_DB == 0 { // a temporary file
		systemOpen := layers.system.FxOpen
		f := *(*func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32)(unsafe.Pointer(&systemOpen)) // #nosec G103 -- SQLite's
		return f(tls, address(layers.system), name, p, flags, outFlags)
	}
	*(*openFile)(pointer(p)) = openFile{}
	f, ok := opened.get(libc.GoString(name))
	if !ok {
		return sqlite3.SQLITE_CANTOPEN
	}
	f.use(1)
	*(*openFile)(pointer(p)) = openFile{address(layers.methods), layers.add(f)}
	if outFlags != 0 {
		*(*int32)(pointer(outFlags)) = flags
	}
	return sqlite3.SQLITE_OK
}

func remove(*libc.TLS, uintptr, uintptr, int32) int32 { return sqlite3.SQLITE_OK }

// access says that there are no journals.
func access(_ *libc.TLS, _, _ uintptr, _ int32, out uintptr) int32 {
	*(*int32)(pointer(out)) = 0
	return sqlite3.SQLITE_OK
}

func fullPathname(_ *libc.TLS, _, path uintptr, n int32, out uintptr) int32 {
	name := libc.GoString(path)
	if len(name)+1 > int(n) {
		return sqlite3.SQLITE_CANTOPEN
	}
	to := memory(out, n)
	to[copy(to, name)] = 0
	return sqlite3.SQLITE_OK
}

func closeFile(_ *libc.TLS, p uintptr) int32 {
	if f := fileOf(p); f != nil {
		f.use(-1)
	}
	layers.files.Delete((*openFile)(pointer(p)).file)
	return sqlite3.SQLITE_OK
}

func read(_ *libc.TLS, p, to uintptr, n int32, at int64) int32 {
	f := fileOf(p)
	if f == nil {
		return sqlite3.SQLITE_IOERR_READ
	}
	b := memory(to, n)
	k, err := f.readAt(b, at)
	if err != nil {
		return sqlite3.SQLITE_IOERR_READ
	}
	if k < len(b) {
		clear(b[k:])
		return sqlite3.SQLITE_IOERR_SHORT_READ
	}
	return sqlite3.SQLITE_OK
}

func write(_ *libc.TLS, p, from uintptr, n int32, at int64) int32 {
	f := fileOf(p)
	if f == nil {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	switch err := f.writeAt(memory(from, n), at); {
	case errors.Is(err, syscall.ENOSPC):
		return sqlite3.SQLITE_FULL
	case err != nil:
		return sqlite3.SQLITE_IOERR_WRITE
	}
	return sqlite3.SQLITE_OK
}

func truncate(_ *libc.TLS, p uintptr, size int64) int32 {
	if f := fileOf(p); f == nil || f.truncate(size) != nil {
		return sqlite3.SQLITE_IOERR_TRUNCATE
	}
	return sqlite3.SQLITE_OK
}

func fileSize(_ *libc.TLS, p, out uintptr) int32 {
	f := fileOf(p)
	if f == nil {
		return sqlite3.SQLITE_IOERR_FSTAT
	}
	*(*int64)(pointer(out)) = f.size()
	return sqlite3.SQLITE_OK
}

// zeroInt does nothing: what is written is made durable by who made the folder, and nobody else
// has the file.
func zeroInt(*libc.TLS, uintptr, int32) int32 { return sqlite3.SQLITE_OK }

func checkReservedLock(_ *libc.TLS, _, out uintptr) int32 {
	*(*int32)(pointer(out)) = 0
	return sqlite3.SQLITE_OK
}

func fileControl(*libc.TLS, uintptr, int32, uintptr) int32 { return sqlite3.SQLITE_NOTFOUND }

func sectorSize(*libc.TLS, uintptr) int32 { return pageSize }

func characteristics(*libc.TLS, uintptr) int32 { return 0 }

// fetch gives a page where it lies in memory, which spares a copy.
func fetch(_ *libc.TLS, p uintptr, at int64, n int32, out uintptr) int32 {
	*(*uintptr)(pointer(out)) = 0
	if f := fileOf(p); f != nil {
		if b := f.fetch(at, int(n)); b != nil {
			*(*uintptr)(pointer(out)) = address(unsafe.SliceData(b)) // #nosec G103 -- SQLite's
		}
	}
	return sqlite3.SQLITE_OK
}

func unfetch(*libc.TLS, uintptr, int64, uintptr) int32 { return sqlite3.SQLITE_OK }
