package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// The settings that every command has: the data folder, and where cases are.
const (
	dataKey  = "data"
	casesKey = "cases"
)

// isCommon reports whether every command has the setting.
func (s *setting) isCommon() bool { return s.key == dataKey || s.key == casesKey }

// options are the flags that every command shares, and the settings.
type options struct {
	data       string // folder; there when the settings are settled
	configFile string
	flags      func() *pflag.FlagSet
	config     config
	settings   []*setting
}

func newRoot() *cobra.Command {
	o := &options{}
	o.settings = newSettings(&o.config)
	root := &cobra.Command{
		Use:   "fatiao",
		Short: "法条：中国法律检索",
		Long: `法条：把法律、行政法规、司法解释、规章、案例和解读切到条款项，互相链接，一个框检索。

第一次使用：
  fatiao serve                              打开网页，先装入内置的示例文档
  fatiao get national                       取得全国的法律并装入（要上网）；以后 fatiao update 更新
  fatiao ingest 我的法规文件夹              导入自己的文件（Markdown、文本、HTML、DOCX、PDF、JSON Lines，或它们的 zip、tar.gz）
  fatiao show 民法典1036                    看一条
  fatiao search 小区能不能强制刷脸          用一句话检索`,
		SilenceUsage: true, SilenceErrors: true,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			message := "没有“" + args[0] + "”这个命令"
			if near := c.SuggestionsFor(args[0]); len(near) > 0 {
				message += "，是不是 " + strings.Join(near, "、")
			}
			return usageError("%s\n查看全部命令：fatiao --help", message)
		},
	}
	root.SuggestionsMinimumDistance = 2
	o.flags = root.PersistentFlags
	for _, s := range o.settings {
		if s.isCommon() {
			root.PersistentFlags().Var(s, s.key, s.about+"（也可用环境变量 "+s.environment()+"）")
		}
	}
	root.PersistentFlags().StringVar(&o.configFile, "config", "", "配置文件（也可用环境变量 "+configEnv+"；没有则为 "+systemConfig+"）")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError("%s\n用法：%s\n查看说明：%s --help", flagError(err), c.UseLine(), c.CommandPath())
	})
	root.AddCommand(newServe(o), newConfig(o), newPassword(), newGet(o), newUpdate(o), newIngest(o), newShow(o), newSearch(o),
		newRun(o), newEval(), newParse(), newMask(), newCite(o), newCheck(o), newConcordance(o), newHistory(o), newDiff(o),
		newDoctor(o), newStats(o), newDump(o), newList(o), newRemove(o), newRollback(o), newBackup(o), newRestore(o), newHealth(o),
		newMCP(o), newExport(o), newWatch(o))
	inChinese(root)
	for _, c := range root.Commands() {
		if args := c.Args; args != nil {
			c.Args = func(c *cobra.Command, a []string) error {
				if err := args(c, a); err != nil {
					return usageError("参数不对\n用法：%s\n查看说明：%s --help", c.UseLine(), c.CommandPath())
				}
				return nil
			}
		}
	}
	return root
}

// flagError says in Chinese what is wrong with a flag.
func flagError(err error) string {
	var none *pflag.NotExistError
	var value *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &none):
		return "没有“" + none.GetSpecifiedName() + "”这个选项"
	case errors.As(err, &missing):
		return "选项 --" + missing.GetFlag().Name + " 后面缺少值"
	case errors.As(err, &value):
		if _, ours := value.GetFlag().Value.(*setting); ours {
			return "选项 --" + value.GetFlag().Name + "：" + value.Unwrap().Error()
		}
		return "选项 --" + value.GetFlag().Name + " 不能是“" + value.GetValue() + "”"
	}
	return "选项不对：" + err.Error()
}

// usage is cobra's usage text in Chinese.
const usage = `用法：
  {{.UseLine}}{{if .HasAvailableFlags}} [选项]{{end}}{{if .HasExample}}

例子：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces | flagsInChinese}}{{end}}{{if .HasAvailableInheritedFlags}}

共同的选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces | flagsInChinese}}{{end}}{{if .HasAvailableSubCommands}}

查看某个命令的说明：{{.CommandPath}} 命令 --help{{end}}
`

// inChinese puts the texts that cobra adds itself into Chinese.
func inChinese(root *cobra.Command) {
	cobra.AddTemplateFunc("flagsInChinese", func(s string) string {
		return strings.NewReplacer("(default ", "（默认 ", ")\n", "）\n", " strings ", " 文字,.. ", " string ", " 文字 ", " int ",
			" 数 ").Replace(s + "\n")
	})
	root.SetUsageTemplate(usage)
	root.PersistentFlags().BoolP("help", "h", false, "显示说明")
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	root.DisableFlagsInUseLine = true
	for _, c := range root.Commands() {
		c.DisableFlagsInUseLine = true
		switch c.Name() {
		case "help":
			c.Use, c.Short, c.Long = "help [命令]", "查看某个命令的说明", "查看某个命令的说明。"
		case "completion":
			c.Short, c.Long = "生成命令补全脚本", "生成命令补全脚本，例如 source <(fatiao completion bash)"
			for _, shell := range c.Commands() {
				shell.Short = "生成 " + shell.Name() + " 的补全脚本"
				shell.Long = shell.Short + "，写到标准输出。"
			}
		}
	}
}

// opened is an open knowledge base.
type opened struct {
	store      *generation.Store
	generation *generation.Generation
	base       *kb.Base
	graph      *citegraph.Graph
	release    func() error
}

func (o *opened) Close() error { return errors.Join(o.base.Close(), o.release()) }

// store opens the data folder, and makes it where it is missing.
func (o *options) store() (*generation.Store, error) {
	if err := o.locate(o.flags()); err != nil {
		return nil, err
	}
	return generation.OpenStore(o.data)
}

// existing opens the data folder, which must be there.
func (o *options) existing() (*generation.Store, error) {
	if err := o.locate(o.flags()); err != nil {
		return nil, err
	}
	if _, err := os.Stat(o.data); err != nil {
		return nil, o.empty()
	}
	return generation.OpenStore(o.data)
}

func (o *options) empty() error {
	return usererr.Errorf("数据目录 %s 还没有数据，"+
		"请先导入：fatiao ingest --data %s 文件或文件夹；或者从网上取得：fatiao get --data %s national", o.data, o.data,
		o.data)
}

// explainEmpty puts the error of a data folder that holds nothing into the user's words.
func (o *options) explainEmpty(err error) error {
	if errors.Is(err, generation.ErrEmpty) {
		return o.empty()
	}
	return err
}

// openBase opens the knowledge base of the generation in use, after a look at its
// checksum.
func (o *options) openBase(ctx context.Context) (*opened, error) {
	store, err := o.existing()
	if err != nil {
		return nil, err
	}
	g, release, err := store.Hold()
	if err != nil {
		return nil, o.explainEmpty(err)
	}
	if err := g.Verify(generation.KBOnly); err != nil {
		return nil, errors.Join(err, release())
	}
	base, err := kb.Open(ctx, g.KB())
	if err != nil {
		return nil, errors.Join(err, release())
	}
	return &opened{store: store, generation: g, base: base, graph: citegraph.New(base), release: release}, nil
}

// withAll opens the generation in use, calls f and closes it again.
func (o *options) withAll(ctx context.Context, f func(*generation.Store, *search.Opened) error) (err error) {
	store, err := o.existing()
	if err != nil {
		return err
	}
	cases, err := o.caseStore()
	if err != nil {
		return err
	}
	if cases != nil {
		defer cases.Close()
	}
	all, err := search.OpenCurrent(ctx, store, time.Now, search.CasesIn(cases))
	if err != nil {
		return o.explainEmpty(err)
	}
	defer func() { err = errors.Join(err, all.Close()) }()
	return f(store, all)
}

// withService is withAll for commands that only search.
func (o *options) withService(ctx context.Context, f func(*search.Service) error) error {
	return o.withAll(ctx, func(_ *generation.Store, all *search.Opened) error { return f(all.Service) })
}

// dayFlag reads a --as-of flag; empty means today.
func dayFlag(s string) (statute.Date, error) {
	if s == "" {
		return statute.Today(time.Now()), nil
	}
	d, err := statute.ReadDay(s)
	if err != nil {
		return "", usageError("--as-of：%w", err)
	}
	return d, nil
}
