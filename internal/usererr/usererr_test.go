package usererr

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestText(t *testing.T) {
	t.Parallel()
	missing := Errorf("找不到 %s：%w", "甲", fs.ErrNotExist)
	for _, c := range []struct {
		err  error
		want string // "" where the user reads nothing
	}{
		{nil, ""},
		{errors.New("disk I/O error"), ""},
		{errors.New("中文也不算"), ""}, // letters decide nothing
		{New("请换一个文件"), "请换一个文件"},
		{missing, "找不到 甲：" + fs.ErrNotExist.Error()},
		{fmt.Errorf("reading: %w", missing), "找不到 甲：" + fs.ErrNotExist.Error()},
		{Errorf("导入中断：%w", missing), "导入中断：找不到 甲：" + fs.ErrNotExist.Error()},
		{errors.Join(errors.New("closing"), missing), "找不到 甲：" + fs.ErrNotExist.Error()},
	} {
		if got, ok := Text(c.err); got != c.want || ok != (c.want != "") {
			t.Errorf("Text(%v) = %q, %v; want %q", c.err, got, ok, c.want)
		}
	}
	if !errors.Is(missing, fs.ErrNotExist) {
		t.Error("what was wrapped is lost")
	}
}
