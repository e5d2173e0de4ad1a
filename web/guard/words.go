package guard

import "net/http"

// The words of refusals and errors, for lawyers and translators to read and correct.
const (
	textRateLimited     = "请求太频繁，请稍后再试"
	textBusy            = "现在太忙，请稍后再试"
	textDeadlineOver    = "这次用时太长，已经停止"
	textDeadlineHint    = "请缩小范围再试：写得更具体，加上法律名称或年份，少用 * 和 ?，不要只查一个常用字；核查长的文书，请分成几份"
	textLoading         = "正在装入数据"
	textLoadingHint     = "服务刚刚启动，装好后就能使用，请稍后再试"
	textLoginRequired   = "请先登录"
	textLoginHint       = "这个网站只对有名字和密码（或令牌）的人开放，请向管理员索取"
	textTooManyAttempts = "名字、密码或令牌错了太多次，请稍后再试"
	textCrossSite       = "不接受别的网站发来的内容"
	textCrossSiteHint   = "请从本站的页面上提交"
)

// TextUploadBroken is for a file that did not arrive as a whole.
const TextUploadBroken = "没有收到完整的文件，请重新上传"

// textElsewhereHint says what is there while other machines do not answer.
const textElsewhereHint = "法律的检索和页面照常可用，请稍后再试"

// StatusText is what a user reads of an error that carries no words of its own; ""
// where there are none for the status.
func StatusText(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "请求不对"
	case http.StatusNotFound:
		return "没有这个页面"
	case http.StatusMethodNotAllowed:
		return "这个页面不接受这种请求"
	case http.StatusRequestEntityTooLarge:
		return "请求太大"
	case http.StatusServiceUnavailable:
		return "现在不能回答，请稍后再试"
	case http.StatusRequestTimeout:
		return "等了太久，内容没有收完整"
	case http.StatusInternalServerError:
		return "服务器出错了，请稍后再试"
	}
	return ""
}

// StatusTitle is what kind of error a status is, for programs and those who read their logs.
func StatusTitle(status int) string {
	switch status {
	case http.StatusNotFound:
		return "没有找到"
	case http.StatusMethodNotAllowed:
		return "不接受这种请求"
	case http.StatusUnprocessableEntity:
		return "参数不对"
	case http.StatusUnauthorized:
		return "需要登录"
	case http.StatusForbidden:
		return "不允许"
	case http.StatusTooManyRequests:
		return "请求太频繁"
	case http.StatusRequestURITooLong:
		return "要查的内容太长"
	case http.StatusUnsupportedMediaType:
		return "不认识这种内容类型"
	}
	if text := StatusText(status); text != "" {
		return text
	}
	if status >= http.StatusInternalServerError {
		return StatusText(http.StatusInternalServerError)
	}
	return StatusText(http.StatusBadRequest)
}
