// Tables within a width: what is left out, shortened or wrapped, and what listeners get instead.
#include "dmp/render/table.hpp"

#include <algorithm>
#include <sstream>

#include "dmp/base/utf8.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::render;

namespace {

Table sites_table(const Wording& wording) {
  Table table(wording, {{"site", false, Fit::head},
                        {"finess", false, Fit::whole, 2},
                        {"errors", true, Fit::whole, 3},
                        {"name", false, Fit::head, 1},
                        {"source", false, Fit::tail},
                        {"rule", false, Fit::wrap}});
  table.add({{"cayenne"},
             {"970300026"},
             {"2"},
             {"CENTRE HOSPITALIER DE CAYENNE"},
             {"pki/sites/cayenne/auth.pem"},
             {"CONTRACT-MISSING, PERSON-PHONE-MISSING, FINESS-KEY"}});
  table.add({{"ehpad"}, {""}, {"0"}, {"RÉSIDENCE DES ÉRABLES"}, {"漢/漢字.pem"}, {"0"}});
  return table;
}

std::string of_width(int width) {
  TextStyle style{in_english()};
  style.table_width = width;
  return sites_table(style.wording).render(style);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("a table stays within every width from 60 to 250 and breaks no word") {
  for (int width = 60; width <= 250; ++width) {
    CAPTURE(width);
    const auto text = of_width(width);
    for (const auto& line : lines_of(text)) {
      CHECK(display_width(line) <= static_cast<std::size_t>(width));
      CHECK_FALSE(line.ends_with(' '));
    }
    for (const std::string word : {"CONTRACT-MISSING,", "PERSON-PHONE-MISSING,", "FINESS-KEY"}) {
      CHECK(text.find(word) != std::string::npos);
    }
  }
}

TEST_CASE("columns go in the order of their rank, and come back with the width") {
  CHECK(of_width(250).find("970300026") != std::string::npos);
  CHECK(of_width(250) == of_width(0));
  const auto narrow = of_width(60);
  CHECK(narrow.find("Errors") == std::string::npos);
  CHECK(narrow.find("970300026") == std::string::npos);
  CHECK(narrow.find("cayenne") != std::string::npos);
  const auto middle = of_width(75);
  CHECK(middle.find("Errors") == std::string::npos);
  CHECK(middle.find("970300026") != std::string::npos);
  CHECK(middle.find("CENTRE") != std::string::npos);
}

TEST_CASE(
    "what is shortened says so: whole words from the front, whole names of paths at the end") {
  CHECK(shortened("CENTRE HOSPITALIER DE CAYENNE", 29) == "CENTRE HOSPITALIER DE CAYENNE");
  CHECK(shortened("CENTRE HOSPITALIER DE CAYENNE", 28) == "CENTRE HOSPITALIER DE…");
  CHECK(shortened("CENTRE HOSPITALIER DE CAYENNE", 19) == "CENTRE HOSPITALIER…");
  CHECK(shortened("ÉÉÉÉÉÉÉÉÉÉ", 5) == "ÉÉÉÉ…");
  CHECK(shortened("漢字漢字", 5) == "漢字…");
  CHECK(shortened("pki/sites/cayenne/auth.pem", 20, true) == "…/cayenne/auth.pem");
  CHECK(shortened("aaaaaaaaaaaaaaaa", 5, true) == "…aaaa");
}

TEST_CASE("listeners get a labelled line for each field") {
  TextStyle style{in_french()};
  style.accessible = true;
  style.table_width = 60;
  const auto text = sites_table(style.wording).render(style);
  CHECK(text.starts_with("Site : cayenne\nFINESS : 970300026\nErreurs : 2\nNom : CENTRE"));
  CHECK(text.find("\n\nSite : ehpad\nFINESS : -\nErreurs : 0\n") != std::string::npos);
}
