#include <string>

#include "dmp/expiry/report.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/count.hpp"

using namespace dmp;
using namespace dmp::expiry;
using dmp::test::count_of;

namespace {

std::string page_of(int certificates) {
  Outcome outcome;
  for (int i = 0; i < certificates; ++i) {
    Row row;
    row.source = std::to_string(i) + ".pem";
    row.facts.not_before = *parse_instant("2024-01-01T00:00:00Z");
    row.facts.not_after = *parse_instant("2027-01-01T00:00:00Z");
    row.watched = true;
    outcome.rows.push_back(std::move(row));
  }
  return to_html(outcome, {.style = {in_english()}, .now = *parse_instant("2026-11-23T00:00:00Z")});
}

}  // namespace

TEST_CASE("the timeline is drawn in parts that fit on a sheet, each with its years") {
  for (const auto& [certificates, drawings] :
       {std::pair(0, 0U), std::pair(1, 1U), std::pair(25, 1U), std::pair(26, 2U)}) {
    CAPTURE(certificates);
    const auto page = page_of(certificates);
    CHECK(count_of(page, "<svg ") == drawings);
    CHECK(count_of(page, "<rect ") == static_cast<std::size_t>(certificates));
    CHECK(count_of(page, ">2027</text>") == drawings);
    CHECK(count_of(page, "class=\"today\"") == drawings);
  }
}
