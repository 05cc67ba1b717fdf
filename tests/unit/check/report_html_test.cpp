// The page for the group: complete, escaped, and without anything from elsewhere.
#include "report_sample.hpp"
#include "support/catch.hpp"
#include "support/count.hpp"

using namespace dmp;
using namespace dmp::check;
using namespace dmp::check::test;
using dmp::test::count_of;
using namespace std::chrono_literals;

namespace {

Report with_endings() {
  auto report = sample_report();
  report.outcome.endings = {{Ending::Kind::card, "Zoé MARTIN", "CPE", 2026y / 11 / 1, {}, true},
                            {Ending::Kind::certificate, "RÉSIDENCE DES ÉRABLES", "DMP SIGN",
                             2026y / 12 / 24, 2023y / 12 / 24, true},
                            {Ending::Kind::certificate, "CH DE BOURG-EN-BRESSE", "DMP SIGN",
                             2029y / 1 / 2, 2026y / 1 / 2, false}};
  return report;
}

}  // namespace

TEST_CASE("the board has a row for each site, blocked ones first, with what blocks them in words") {
  const auto page = to_html(with_endings(), english());
  CHECK(count_of(page, "scope=\"row\"") == 2);
  CHECK(page.find("RÉSIDENCE DES ÉRABLES</th>") == std::string::npos);  // The id stands below.
  CHECK(page.find("RÉSIDENCE DES ÉRABLES<br>") < page.find("CH DE BOURG-EN-BRESSE<br>"));
  CHECK(page.find("<ul><li>&quot;2021-13-01&quot; is not a date</li></ul>") != std::string::npos);
  // Nine stages of each; the blocked one is at the first, the other one at its order.
  CHECK(count_of(page, "<td class=\"mark ") == 18);
  CHECK(count_of(page, "mark bad") == 1);
  CHECK(count_of(page, "mark soon") == 1);
  CHECK(count_of(page, "mark fine") == 5);
}

TEST_CASE("acts of today, ends and findings are on the page, ends in the timeline and as a table") {
  const auto page = to_html(with_endings(), french());
  CHECK(page.find("<html lang=\"fr\">") != std::string::npos);
  CHECK(page.find("<h2>À faire aujourd'hui</h2>") != std::string::npos);
  CHECK(count_of(page, "<rect ") == 3);
  CHECK(count_of(page, ">aujourd'hui</text>") == 1);
  CHECK(page.find("<title>RÉSIDENCE DES ÉRABLES, DMP SIGN 24/12/2026</title>") !=
        std::string::npos);
  CHECK(page.find("data-key=\"2026-12-24\">24/12/2026</td>") != std::string::npos);
  CHECK(page.find("<td class=\"bad\">expiré</td>") != std::string::npos);
  CHECK(page.find("<code>CONTRACT-MISSING</code>") != std::string::npos);
}

TEST_CASE("hostile names are text on the page, and empty reports have one") {
  const auto page = to_html(evil_report(), english());
  CHECK(count_of(page, "<script") == 1);
  CHECK(page.find_first_of("\x1B\x07") == std::string::npos);
  CHECK(to_html({}, english()).find("<h1>") != std::string::npos);
}
