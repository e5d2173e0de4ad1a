package e2e

import (
	"os"
	"path/filepath"
	"testing"
)

// A law on garages, and the one on parking that replaced it and is changed from 2027 on.
var replacedLaws = map[string]string{
	"车库管理法.md": `# 中华人民共和国车库管理法

2015年3月1日 第八届虚构代表大会第三次会议通过

2015年7月1日 施行

<!-- INFO END -->

第一条 为了管理车库，制定本法。

第二条 车库的经营者应当保持照明，不得在通道停放车辆。车辆在车库内受到损害的，经营者应当赔偿。

第三条 车库的收费标准应当在入口处公布。

第四条 违反本法第三条规定的，处100元罚款。
`,
	"停车法.md": `# 中华人民共和国停车法

2021年3月1日 第九届虚构代表大会第四次会议通过

2021年7月1日 施行

<!-- INFO END -->

第一条 为了规范停车活动，制定本法。

第二条 本法所称停车场，包括车库和路边的停车位。

第三条 停车场的经营者应当保持照明，不得在通道停放车辆。

第四条 车辆在停车场内受到损害的，经营者应当赔偿；有证据证明没有过错的除外。

第五条 停车场的收费标准，应当在入口处公布。

第六条 违反本法第五条规定的，处一百元罚款。

第七条 本法自2021年7月1日起施行。《中华人民共和国车库管理法》同时废止。
`,
	"停车法新.md": `# 中华人民共和国停车法

2021年3月1日 第九届虚构代表大会第四次会议通过

2025年12月1日 第十届虚构代表大会第九次会议修订

2027年1月1日 施行

<!-- INFO END -->

第一条 为了规范停车活动，制定本法。

第二条 本法所称停车场，包括车库和路边的停车位。

第三条 停车场的经营者应当保持照明，不得在通道停放车辆。

第四条 车辆在停车场内受到损害的，经营者应当赔偿；有证据证明没有过错的除外。

第五条 停车场的收费标准，应当在入口处和网上公布。

第六条 违反本法第五条规定的，处二百元罚款。

第七条 本法自2027年1月1日起施行。
`,
}

// withReplaced adds the laws of which one replaced the other to a folder.
func withReplaced(t *testing.T, dir string) string {
	t.Helper()
	for name, text := range replacedLaws {
		if err := os.WriteFile(filepath.Join(dir, "法律", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
