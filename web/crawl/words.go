package crawl

// What a browser shows of the site among its search engines.
const (
	textName  = "法条"
	textAbout = "检索中国法律：条文、案例和解读"
)
