package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/fatiao/fatiao/internal/access"
	"github.com/fatiao/fatiao/internal/usererr"
)

// newPassword makes a line of the file that --access names.
func newPassword() *cobra.Command {
	return &cobra.Command{
		Use:   "password 名字",
		Short: "生成名单文件里的一行：名字和密码的散列值",
		Long: `从标准输入读入密码，写出名单文件里的一行。名单交给 fatiao serve --access。
密码不显示，也不保存：fatiao password 王法官 >> 名单`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			password, err := readPassword(os.Stdin, c.ErrOrStderr())
			if err != nil {
				return err
			}
			line, err := access.PasswordLine(args[0], password)
			if err != nil {
				return usageError("%w", err)
			}
			fmt.Fprintln(c.OutOrStdout(), line)
			return nil
		},
	}
}

// readPassword reads a password: twice and unseen on a terminal, else the first line.
func readPassword(in *os.File, ask io.Writer) (string, error) {
	if !term.IsTerminal(int(in.Fd())) {
		line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", usererr.Errorf("读不到密码：%w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var given [2]string
	for i, prompt := range [...]string{"密码：", "再输一次："} {
		fmt.Fprint(ask, prompt)
		b, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(ask)
		if err != nil {
			return "", usererr.Errorf("读不到密码：%w", err)
		}
		given[i] = string(b)
	}
	if given[0] != given[1] {
		return "", usageError("两次输入的密码不一样")
	}
	return given[0], nil
}
