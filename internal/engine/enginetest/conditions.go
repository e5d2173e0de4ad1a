package enginetest

import (
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

func (c *contract) conditions(t *testing.T) {
	contains := func(field string, values ...string) engine.Condition {
		return engine.Condition{Field: field, Relation: engine.Contains, Values: values}
	}
	within := func(field, from, to string) engine.Condition {
		return engine.Condition{Field: field, Relation: engine.Between, Values: []string{from, to}}
	}
	between := func(from, to string) engine.Condition { return within(engine.FieldDate, from, to) }
	kites, lanterns, toys := "风1 风2 风3 风4 风5", "灯1 灯2 灯3 灯4 灯5", "玩1 玩2 玩3"
	second, fourth := string(kite(2)), string(c.keys["丁"])
	for name, x := range map[string]struct {
		kinds []searchdoc.Kind
		list  []engine.Condition
		want  string
	}{
		"law":               {provisions, []engine.Condition{is(engine.FieldLaw, "风筝管理条例")}, kites},
		"one of two laws":   {provisions, []engine.Condition{is(engine.FieldLaw, "风筝管理条例", "玩具法")}, kites + " " + toys},
		"not law":           {provisions, []engine.Condition{not(is(engine.FieldLaw, "风筝管理条例"))}, lanterns + " " + toys},
		"not law, cases":    {cases, []engine.Condition{not(is(engine.FieldLaw, "风筝管理条例"))}, "甲 乙 丙 丁 戊"},
		"part of a law":     {provisions, []engine.Condition{is(engine.FieldLaw, "风筝")}, ""},
		"title":             {provisions, []engine.Condition{contains(engine.FieldTitle, "规 定")}, lanterns},
		"title of a case":   {cases, []engine.Condition{contains(engine.FieldTitle, "风筝")}, "甲 丙"},
		"level":             {provisions, []engine.Condition{is(engine.FieldLevel, "法律")}, toys},
		"status":            {provisions, []engine.Condition{is(engine.FieldStatus, "in_force")}, kites + " " + lanterns + " " + toys},
		"status, none":      {provisions, []engine.Condition{is(engine.FieldStatus, "repealed")}, ""},
		"range":             {provisions, []engine.Condition{between("2019-01-01", "2019-12-31")}, kites},
		"one day":           {provisions, []engine.Condition{between("2019-03-01", "2019-03-01")}, kites},
		"the day before":    {provisions, []engine.Condition{between("", "2019-02-28")}, toys},
		"open end":          {provisions, []engine.Condition{between("2021-06-01", "")}, lanterns},
		"range of cases":    {cases, []engine.Condition{between("2020-01-01", "2021-03-04")}, "甲 乙"},
		"open beginning":    {cases, []engine.Condition{between("", "2020-05-06")}, "甲 丁"},
		"not in a range":    {cases, []engine.Condition{not(between("2020-01-01", ""))}, "丁 戊"},
		"type":              {nil, []engine.Condition{is(engine.FieldType, "consultation", "commentary")}, "问 讲 报"},
		"tier":              {nil, []engine.Condition{is(engine.FieldTier, "guiding", "typical")}, "甲 乙"},
		"not tier":          {cases, []engine.Condition{not(is(engine.FieldTier, "guiding", "typical"))}, "丙 丁 戊"},
		"court":             {nil, []engine.Condition{is(engine.FieldCourt, "石桥市中级人民法院")}, "乙 丁"},
		"part of a court":   {nil, []engine.Condition{contains(engine.FieldCourt, "云溪省")}, "甲 丙"},
		"part is no court":  {nil, []engine.Condition{is(engine.FieldCourt, "云溪省")}, ""},
		"not court":         {cases, []engine.Condition{not(contains(engine.FieldCourt, "云溪省"))}, "乙 丁 戊"},
		"cause":             {nil, []engine.Condition{is(engine.FieldCause, "产品责任")}, "甲 丙"},
		"second charge":     {nil, []engine.Condition{is(engine.FieldCause, "诈骗罪")}, "乙"},
		"part of a cause":   {nil, []engine.Condition{contains(engine.FieldCause, "罪")}, "乙 戊"},
		"level of courts":   {nil, []engine.Condition{is(engine.FieldCourtLevel, "中级", "高级")}, "甲 乙 丁"},
		"province":          {nil, []engine.Condition{is(engine.FieldProvince, "云溪")}, "甲 丙"},
		"kind of case":      {nil, []engine.Condition{is(engine.FieldCaseKind, "刑事")}, "乙 戊"},
		"outcome":           {nil, []engine.Condition{is(engine.FieldOutcome, "驳回")}, "甲 丁"},
		"not outcome":       {cases, []engine.Condition{not(is(engine.FieldOutcome, "驳回"))}, "乙 丙 戊"},
		"year":              {nil, []engine.Condition{is(engine.FieldYear, "2021")}, "乙 丙"},
		"year of a number":  {nil, []engine.Condition{is(engine.FieldYear, "2018")}, "戊"},
		"instance":          {nil, []engine.Condition{is(engine.FieldInstance, "二审")}, "甲 丁"},
		"party":             {nil, []engine.Condition{is(engine.FieldParty, "风筝公司")}, "甲 丙"},
		"part of a party":   {nil, []engine.Condition{contains(engine.FieldParty, "纸鸢")}, "丙"},
		"hidden names":      {nil, []engine.Condition{contains(engine.FieldParty, "某")}, ""},
		"hidden judges":     {nil, []engine.Condition{contains(engine.FieldJudge, "某")}, ""},
		"hidden lawyers":    {nil, []engine.Condition{contains(engine.FieldLawyer, "马", "某")}, ""},
		"hidden firms":      {nil, []engine.Condition{contains(engine.FieldFirm, "某")}, ""},
		"who prosecutes":    {nil, []engine.Condition{contains(engine.FieldParty, "检察院")}, ""},
		"judge":             {nil, []engine.Condition{is(engine.FieldJudge, "闵怀远")}, "甲 丙"},
		"one of two judges": {nil, []engine.Condition{is(engine.FieldJudge, "闵怀远", "娄思齐")}, "甲 乙 丙"},
		"two judges":        {nil, []engine.Condition{is(engine.FieldJudge, "闵怀远"), is(engine.FieldJudge, "娄思齐")}, "丙"},
		"not a judge":       {cases, []engine.Condition{not(is(engine.FieldJudge, "闵怀远"))}, "乙 丁 戊"},
		"lawyer":            {nil, []engine.Condition{is(engine.FieldLawyer, "柏临川")}, "丙"},
		"firm":              {nil, []engine.Condition{is(engine.FieldFirm, "白沙律师事务所")}, "甲 丙"},
		"number":            {nil, []engine.Condition{contains(engine.FieldNumber, "虚01刑初")}, "乙 戊"},
		"chain":             {nil, []engine.Condition{is(engine.FieldChain, "（2019）虚02行初8号")}, "丁"},
		"chain, own number": {nil, []engine.Condition{is(engine.FieldChain, "（2020）虚民终3号", "（2018）虚02行初1号")}, "甲 丁"},
		"part of a chain":   {nil, []engine.Condition{is(engine.FieldChain, "虚02行初8号")}, ""},
		"amount":            {nil, []engine.Condition{within(engine.FieldAmount, "1000", "52000")}, "乙 丙"},
		"amount, open end":  {nil, []engine.Condition{within(engine.FieldAmount, "9000", "")}, "丙 丁"}, // by number: 9000 < 52000
		"amount, beginning": {nil, []engine.Condition{within(engine.FieldAmount, "", "51999")}, "乙"},
		"not an amount":     {cases, []engine.Condition{not(within(engine.FieldAmount, "1", "60000"))}, "甲 丁 戊"},
		"band of amounts":   {nil, []engine.Condition{is(engine.FieldAmount, "10000..99999")}, "丙"},
		"sentence":          {nil, []engine.Condition{within(engine.FieldSentence, "36", "42")}, "乙"},
		"part of it":        {nil, []engine.Condition{within(engine.FieldSentence, "20", "30")}, ""},
		"for life":          {nil, []engine.Condition{within(engine.FieldSentence, "120", "")}, "戊"},
		"facts":             {nil, []engine.Condition{contains(engine.FieldFacts, "风筝")}, "丙"},
		"facts, two ways":   {nil, []engine.Condition{contains(engine.FieldFacts, "登记", "风筝")}, "丙 丁"},
		"facts, numbers":    {nil, []engine.Condition{contains(engine.FieldFacts, "30只")}, "乙"},
		"facts, spaces":     {nil, []engine.Condition{contains(engine.FieldFacts, "缠绕　树 木")}, "丙"},
		"one character":     {nil, []engine.Condition{contains(engine.FieldFacts, "盗")}, "乙"},
		"not in the facts":  {cases, []engine.Condition{not(contains(engine.FieldFacts, "灯笼"))}, "甲 丙 戊"},
		"reasons":           {nil, []engine.Condition{contains(engine.FieldReasons, "灯笼")}, "丙"},
		"not its heading":   {nil, []engine.Condition{contains(engine.FieldReasons, "本院认为")}, ""},
		"result":            {nil, []engine.Condition{contains(engine.FieldResult, "赔偿")}, "丙"},
		"not of the result": {nil, []engine.Condition{contains(engine.FieldResult, "请求赔偿")}, ""},
		"over two parts":    {nil, []engine.Condition{contains(engine.FieldReasons, "判决如下：赔偿")}, ""},
		"facts and result":  {nil, []engine.Condition{contains(engine.FieldFacts, "诈骗"), contains(engine.FieldResult, "有罪")}, "乙"},
		"facts and judge":   {nil, []engine.Condition{contains(engine.FieldFacts, "风筝"), is(engine.FieldJudge, "娄思齐")}, "丙"},
		"two conditions":    {nil, []engine.Condition{is(engine.FieldYear, "2021"), is(engine.FieldCaseKind, "民事")}, "丙"},
		"that cannot both":  {nil, []engine.Condition{is(engine.FieldYear, "2021"), is(engine.FieldYear, "2020")}, ""},
		"no value":          {nil, []engine.Condition{is(engine.FieldLaw)}, ""},
		"no value, not":     {cases, []engine.Condition{not(is(engine.FieldTier))}, "甲 乙 丙 丁 戊"},
		"what laws have":    {cases, []engine.Condition{is(engine.FieldLevel, "法律")}, ""},
		"what cases have":   {provisions, []engine.Condition{is(engine.FieldYear, "2019")}, ""},
		"key":               {nil, []engine.Condition{is(engine.FieldKey, second, fourth, "没有@2000-01-01/1")}, "风2 丁"},
		"key and condition": {nil, []engine.Condition{is(engine.FieldKey, second, fourth), is(engine.FieldType, "case")}, "丁"},
		"two sets of keys": {nil, []engine.Condition{is(engine.FieldKey, string(kite(2)), string(kite(3))),
			is(engine.FieldKey, string(kite(3)), string(kite(4)))}, "风3"},
		"not key": {cases, []engine.Condition{not(is(engine.FieldKey, string(c.keys["丁"])))}, "甲 乙 丙 戊"},
		"key that is not shown": {nil, []engine.Condition{is(engine.FieldKey,
			string(searchdoc.ProvisionKey("风筝管理条例", "2015-02-01", "1")))}, ""},
	} {
		c.finds(t, name, engine.Plan{Kinds: x.kinds, Conditions: x.list}, x.want)
	}
	must := engine.Word("风筝")
	c.finds(t, "with what must occur", engine.Plan{Must: &must, Conditions: []engine.Condition{is(engine.FieldCaseKind, "刑事")}}, "乙")
	ranked := c.find(t, engine.Plan{Words: "风筝", Conditions: []engine.Condition{is(engine.FieldCaseKind, "民事")}})
	if got := c.sorted(ranked); got != sorted("甲 丙") {
		t.Errorf("civil cases by a word are %s", got)
	}
}

// citations: what cites an article, and cases that apply what an address names.
func (c *contract) citations(t *testing.T) {
	for name, x := range map[string]struct {
		condition engine.Condition
		want      string
	}{
		"cites":                  {is(engine.FieldCites, string(kite(1))), "风1 风3 甲 丙 讲"},
		"cites one of two":       {is(engine.FieldCites, string(kite(2)), string(kite(3))), "风2 风3 甲 乙"},
		"cites what is not":      {is(engine.FieldCites, "没有@2000-01-01/1"), ""},
		"applies an article":     {is(engine.FieldApplies, "风筝管理条例/1"), "甲 丙"},
		"applies a paragraph":    {is(engine.FieldApplies, "风筝管理条例/1/k2"), "丙"},
		"applies a law":          {is(engine.FieldApplies, "风筝管理条例"), "甲 乙 丙"},
		"applies one of two":     {is(engine.FieldApplies, "风筝管理条例/3", "灯笼管理规定/1"), "甲 乙 丙"},
		"applies what is not":    {is(engine.FieldApplies, "没有的法/1"), ""},
		"applies, not":           {not(is(engine.FieldApplies, "风筝管理条例/1")), "乙 丁 戊 报1 报2"},
		"applies another number": {is(engine.FieldApplies, "风筝管理条例/2"), ""},
	} {
		p := engine.Plan{Conditions: []engine.Condition{x.condition}}
		if x.condition.Field == engine.FieldApplies {
			p.Kinds, p.Reports = cases, true
		}
		c.finds(t, name, p, x.want)
	}
}

// wrong plans are errors, and not answers of something else.
func (c *contract) wrong(t *testing.T) {
	with := func(field string, relation engine.Relation, values ...string) engine.Plan {
		return engine.Plan{Conditions: []engine.Condition{{Field: field, Relation: relation, Values: values}}}
	}
	for name, p := range map[string]engine.Plan{
		"a field that there is not":    with("colour", engine.Is, "红"),
		"no relation":                  with(engine.FieldLaw, "", "玩具法"),
		"a relation that there is not": with(engine.FieldLaw, "like", "玩具法"),
		"a title that is":              with(engine.FieldTitle, engine.Is, "玩具法"),
		"a part of a key":              with(engine.FieldKey, engine.Contains, "玩具"),
		"one end":                      with(engine.FieldDate, engine.Between, "2020-01-01"),
		"no address":                   with(engine.FieldApplies, engine.Is, "玩具法/第一条"),
		"a part that is":               with(engine.FieldReasons, engine.Is, "风筝"),
		"a part between":               with(engine.FieldReasons, engine.Between, "风", "筝"),
		"counts of a part":             {Facets: []string{engine.FieldFacts}},
		"groups by no field":           {Groups: []engine.Grouping{{By: "colour"}}},
		"groups by no values":          {Groups: []engine.Grouping{{By: engine.FieldReasons}}},
		"counts in groups":             {Groups: []engine.Grouping{{Facets: []string{engine.FieldTitle}}}},
		"a spread of no field":         {Groups: []engine.Grouping{{Spreads: []string{"colour"}}}},
		"a spread of no numbers":       {Groups: []engine.Grouping{{Spreads: []string{engine.FieldJudge}}}},
		"counts of no field":           {Facets: []string{"colour"}},
		"counts of no values":          {Facets: []string{engine.FieldTitle}},
	} {
		p.Day, p.Size = Day, 10
		if a, err := c.engine.Search(t.Context(), &p); err == nil {
			t.Errorf("%s is no error: %d found", name, a.Total)
		}
	}
}
