package pages

import (
	"sync"

	"github.com/fatiao/fatiao/internal/statute"
)

// ofDay keeps what is counted from the whole generation in use for a day: that is not to be paid by every visitor, nor
// for each letter that is typed.
type ofDay[T any] struct {
	mu    sync.Mutex
	laws  LawReader
	day   statute.Date
	value T
}

// get is the value for the generation and the day of a request; count finds it where it is not kept.
func (k *ofDay[T]) get(r *request, count func() (T, error)) (T, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.laws == r.Laws && k.day == r.day && r.Laws != nil {
		return k.value, nil
	}
	value, err := count()
	if err != nil {
		return value, err
	}
	k.laws, k.day, k.value = r.Laws, r.day, value
	return value, nil
}
