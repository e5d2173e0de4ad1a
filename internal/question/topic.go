package question

import (
	"regexp"
	"strings"
)

// asking are the words that ask and name nothing that is asked about.
var asking = regexp.MustCompile(`请问|我想(?:知道|问)(?:一下)?|想问(?:一下)?|为什么|为何|` +
	`什么(?:时候|时间|地方|样子?|意思)?|何时|哪(?:里|儿|些|个|一[天年]|年|天|几[个家])?(?:的)?|` +
	`百分之(?:几|多少)|多少(?:[个人名件起条份家次天年元钱岁项]|人次)?|[占有]?几[个人名件起条份家次天年元岁项成]|` +
	`怎么(?:[办样说看算判写]|处理|处罚|认定|规定)?|如何|是谁|谁|` +
	`(?:是不是|能不能|可不可以|会不会|有没有|要不要|该不该|算不算)|[吗呢吧啊]|[?？]`)

// Topic is what a text asks about: the text without the words that ask, which a space
// stands for. It is the text itself where nothing else would be left.
func Topic(text string) string {
	topic := strings.Join(strings.Fields(asking.ReplaceAllString(text, " ")), " ")
	if len([]rune(topic)) < 2 {
		return text
	}
	return topic
}
