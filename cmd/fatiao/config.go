package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fatiao/fatiao/internal/usererr"
)

// The file of settings.
const (
	systemConfig = "/etc/fatiao.toml" // read where it is there and no other is named
	configEnv    = "FATIAO_CONFIG"
)

// newConfig prints what is set.
func newConfig(o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "显示 serve 的全部设置，以及各自来自哪里",
		Long: `显示 serve 的全部设置，以及各自来自哪里。
先看选项，再看环境变量，再看配置文件（--config，或 ` + systemConfig + `），都没有则用默认值。
输出本身就是一份配置文件：fatiao config > fatiao.toml`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := o.resolve(c.Flags()); err != nil {
				return err
			}
			return printConfig(c.OutOrStdout(), o.settings)
		},
	}
	o.addFlags(c)
	return c
}

// printConfig writes the settings as a file that can be read.
func printConfig(out io.Writer, settings []*setting) error {
	var b strings.Builder
	b.WriteString("# 法条的配置（TOML）。每一项先看选项，再看环境变量，再看配置文件，都没有则用默认值。\n" +
		"# 配置文件：--config 或环境变量 " + configEnv + " 所指的，没有则为 " + systemConfig + "。\n")
	for _, s := range settings {
		value, err := toml.Marshal(map[string]any{s.key: s.get()})
		if err != nil {
			return usererr.Errorf("写出 %s：%w", s.key, err)
		}
		fmt.Fprintf(&b, "\n# %s。\n# 选项 --%s，环境变量 %s；现在的值来自：%s\n%s", s.about, s.key, s.environment(), s.source, value)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// addFlags adds the flags of the table to a command, apart from those that all commands have.
func (o *options) addFlags(c *cobra.Command) {
	for _, s := range o.settings {
		if s.isCommon() {
			continue
		}
		f := c.Flags().VarPF(s, s.key, "", s.about)
		if s.kind == "bool" {
			f.NoOptDefVal = "true"
		}
	}
}

// resolve settles every setting: what a flag says is there already, then comes the
// environment, then the file.
func (o *options) resolve(flags *pflag.FlagSet) error {
	if err := o.settle(flags, o.settings); err != nil {
		return err
	}
	if (o.config.tlsCert == "") != (o.config.tlsKey == "") {
		return usageError("tls-cert 和 tls-key 要么都给，要么都不给")
	}
	return nil
}

// locate settles where the data and the cases are, for commands that need nothing else.
func (o *options) locate(flags *pflag.FlagSet) error {
	return o.settle(flags, slices.DeleteFunc(slices.Clone(o.settings), func(s *setting) bool { return !s.isCommon() }))
}

func (o *options) settle(flags *pflag.FlagSet, settings []*setting) error {
	name, file, err := o.readFile()
	if err != nil {
		return err
	}
	for _, s := range settings {
		if flags.Changed(s.key) {
			s.source = fromFlag
			continue
		}
		// A variable that is empty is one that is not set: so container tools pass it.
		if text := os.Getenv(s.environment()); text != "" {
			if err := s.Set(text); err != nil {
				return usageError("环境变量 %s：%w", s.environment(), err)
			}
			s.source = fromEnvironment
			continue
		}
		if v, ok := file[s.key]; ok {
			text, ok := s.read(v)
			if !ok {
				return usageError("配置文件 %s：%s 应为%s，不是 %s", name, s.key, s.want, inTOML(v))
			}
			if err := s.Set(text); err != nil {
				return usageError("配置文件 %s：%s %w", name, s.key, err)
			}
			s.source = fromFile
		}
	}
	o.data = atHome(o.config.data)
	return nil
}

// inTOML is a value as the file has it.
func inTOML(v any) string {
	b, err := toml.Marshal(map[string]any{"v": v})
	if text, ok := strings.CutPrefix(strings.TrimSpace(string(b)), "v = "); err == nil && ok {
		return text
	}
	return "一张表"
}

// readFile reads the file of settings, where there is one.
func (o *options) readFile() (name string, values map[string]any, err error) {
	name, named := o.configFile, true
	if name == "" {
		name = os.Getenv(configEnv)
	}
	if name == "" {
		name, named = systemConfig, false
	}
	content, err := os.ReadFile(name) // #nosec G703 -- whoever starts the program names its file of settings
	if errors.Is(err, fs.ErrNotExist) {
		if named {
			return "", nil, usageError("找不到配置文件 %s", name)
		}
		return "", nil, nil
	}
	if err != nil {
		return "", nil, usageError("读不出配置文件 %s：%w", name, err)
	}
	if _, err := toml.Decode(string(content), &values); err != nil {
		var wrong toml.ParseError
		if errors.As(err, &wrong) {
			return "", nil, usageError("配置文件 %s 第 %d 行不是有效的 TOML；文字要加引号，如 addr = \"127.0.0.1:8080\"，同一项只写一次", name, wrong.Position.Line)
		}
		return "", nil, usageError("配置文件 %s 不是有效的 TOML", name)
	}
	keys := make([]string, len(o.settings))
	for i, s := range o.settings {
		keys[i] = s.key
	}
	for key := range values {
		if !slices.Contains(keys, key) {
			return "", nil, usageError("配置文件 %s：没有“%s”这一项，可用的是 %s", name, key, strings.Join(keys, "、"))
		}
	}
	return name, values, nil
}
