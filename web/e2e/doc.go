// Package e2e holds the tests of the pages in a real browser, headless Chromium.
// They are skipped where there is no browser, unless FATIAO_REQUIRE_BROWSER is set.
// FATIAO_AXE is the path of axe.min.js (npm i axe-core), FATIAO_SHOTS a folder for
// screenshots and the HTML of the pages.
package e2e
