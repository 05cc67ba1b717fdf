#include <string>

#include "dmp/report/watch.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::report;

namespace {

std::size_t count(const std::string& text, std::string_view word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    ++found;
  }
  return found;
}

std::string page_of(int certificates) {
  Document document;
  document.as_of = *parse_date("2026-11-23");
  for (int i = 0; i < certificates; ++i) {
    CertificateRow row;
    row.source = std::to_string(i) + ".pem";
    row.facts.not_before = *parse_instant("2024-01-01T00:00:00Z");
    row.facts.not_after = *parse_instant("2027-01-01T00:00:00Z");
    row.watched = true;
    document.certificates.push_back(std::move(row));
  }
  return watch_to_html(document, {.now = start_of(document.as_of)});
}

}  // namespace

TEST_CASE("the timeline is drawn in parts that fit on a sheet, each with its years") {
  for (const auto& [certificates, drawings] :
       {std::pair(0, 0U), std::pair(1, 1U), std::pair(25, 1U), std::pair(26, 2U)}) {
    CAPTURE(certificates);
    const auto page = page_of(certificates);
    CHECK(count(page, "<svg ") == drawings);
    CHECK(count(page, "<rect ") == static_cast<std::size_t>(certificates));
    CHECK(count(page, ">2027</text>") == drawings);
    CHECK(count(page, "class=\"today\"") == drawings);
  }
}
