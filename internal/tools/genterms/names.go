package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// notNames are words that gse's dictionary has as names of people and that papers of
// courts use as words.
const notNames = "丛林 严阵 乔木 付方 付清 位或 保健 保姆 修正 光荣 克思 克扣 公正 兰花 " +
	"关公 关怀 冷汗 冷笑 凌厉 凌辱 利基 华丽 卓越 博览 卫戍 卫星 原谅 古文 " +
	"古老 史诗 叶子 吉林 吉祥 后继 向海 周密 周旋 周转 呼唤 和尚 唐山 大修 " +
	"女双 孔雀 孙子 宁静 安保 安危 安培 安抚 安静 宫殿 封锁 屠宰 山珍 岳父 " +
	"岳阳 左翼 师傅 师兄 师哥 师太 师娘 师母 师生 师范 常德 平仓 康复 廉政 " +
	"弘扬 张嘴 张开 张贴 征收 德才 成渝 扬尘 承继 拓印 拓宽 文明 文武 施暴 " +
	"明公 明文 明星 明白 易主 易感 易损 易燃 易经 易记 晋升 晋级 普惠 智慧 " +
	"杜绝 杜鹃 林子 林木 林火 林生 林立 柏林 查明 查清 桂林 桂花 梅花 武功 " +
	"武林 毛巾 沙丘 沙滩 沙皇 洪安 洪峰 洪水 温泉 满怀 满清 燕子 牛顿 牟利 " +
	"特邀 玉石 玉米 王子 王府 王朝 王爷 田园 白发 白宫 白雪 白领 盖章 矫正 " +
	"石柱 石狮 石英 祝贺 科以 科普 秦岭 立功 童子 童工 米粉 索道 续保 育人 " +
	"胡同 胡涂 胡说 胡闹 艾滋 苗木 范文 范畴 荣耀 荣获 荣誉 西医 解密 言语 " +
	"许可 许诺 谢恩 谢谢 费保 越权 车驾 辛勤 边远 达人 达日 迟延 通晓 道德 " +
	"郎中 采石 金黄 钱财 银杏 阳光 陆军 陆生 陈列 陈设 陈述 雷达 须按 须根 " +
	"顾客 顾问 马克 马匹 马夫 马来 高危 高峰 高悬 高潮 高科 高耸 高薪 鹿角 " +
	"麦子 麻木 麻醉 麻黄 齐全 齐声 齐备"

// names are the kept words of two and three characters that gse calls names of people.
func (c *wordCounter) names() (map[string]bool, error) {
	words := strings.Fields(notNames)
	found := map[string]bool{}
	err := gseanalysis.EachWord(func(word string, freq float64, pos string) {
		n := utf8.RuneCountInString(word)
		if n >= 2 && n <= 3 && c.keeps(word, freq) && strings.HasPrefix(pos, "nr") && !slices.Contains(words, word) {
			found[word] = true
		}
	})
	return found, err
}
