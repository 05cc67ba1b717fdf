// The stock of establishments as CSV.

#include "samples.hpp"

using namespace dmp;
using namespace dmp::test;
using namespace std::chrono_literals;

namespace {

std::string many(std::size_t count) {
  std::string text(kFirstLine);
  for (std::size_t i = 0; i < count; ++i) {
    text += line("020000007", "020000015");
  }
  return text;
}

}  // namespace

TEST_CASE("What is asked for is kept, whatever the pieces in which the file comes") {
  const auto text = many(150) + line("010000024", "010780054") + line("030000004", "030000012");
  for (const std::size_t piece : {1U, 7U, 4096U, 1000000U}) {
    const auto extract = read_text(text, {"010000024", "030000012", "040000002"}, piece);
    REQUIRE(extract);
    CHECK(extract->edition == registry::Edition{"etalab 111", 2026y / 5 / 12});
    CHECK(extract->records_read == 152);
    CHECK(extract->establishments.size() == 1);
    CHECK(extract->legal_entities.size() == 1);
    const auto* found = extract->find_establishment("010000024");
    REQUIRE(found != nullptr);
    CHECK(found->juridical == "010780054");
    CHECK(found->name == "CH DE FLEYRIAT");
    CHECK(found->long_name == "CENTRE HOSPITALIER");
    CHECK(found->category == "355");
    CHECK(found->category_label == "Centre Hospitalier (C.H.)");
    CHECK(found->siret == "26010004500012");
    CHECK(found->department == "01");
    CHECK(found->opened == Date(1979y / 2 / 13));
    CHECK_FALSE(found->authorised);
    CHECK(found->updated == Date(2020y / 2 / 4));
    CHECK_FALSE(found->is_closed(2026y / 11 / 23));
    CHECK(extract->find_legal_entity("030000012") != nullptr);
    CHECK(extract->find_establishment("030000012") == nullptr);
    CHECK(extract->find_establishment("040000002") == nullptr);
  }
}

TEST_CASE("All establishments of a legal entity are kept where it is asked for so") {
  const auto text = many(150) + line("010000024", "010780054") + line("010000032", "010780054") +
                    line("030000004", "030000012");
  const auto extract = registry::read(source_of(text), {"030000004"}, "register", {"010780054"});
  REQUIRE(extract);
  CHECK(extract->establishments.size() == 3);
  CHECK(extract->find_establishment("010000032")->juridical == "010780054");
  CHECK(extract->legal_entities.size() == 1);
}

TEST_CASE("Quoted fields hold separators, quotation marks and line breaks") {
  for (const bool late : {false, true}) {
    auto text = late ? many(150) : std::string(kFirstLine);
    text += line("030000004", "030000012", "\"A;\nB\"");
    text += line("010000024", "010780054", "\"LE \"\"BEL\"\" AIR; CH\"");
    text += line("050000000", "050000018", "\"\"");
    for (const std::size_t piece : {1U, 1000000U}) {
      const auto extract = read_text(text, {"010000024", "050000000"}, piece);
      REQUIRE(extract);
      CHECK(extract->find_establishment("010000024")->name == "LE \"BEL\" AIR; CH");
      CHECK(extract->find_establishment("050000000")->name.empty());
      CHECK(extract->records_read == (late ? 153U : 3U));
    }
  }
}

TEST_CASE("A quotation mark inside a field quotes nothing") {
  const auto text = many(120) + line("030000004", "030000012", "LE \"BEL AIR") +
                    line("010000024", "010780054", "RESIDENCE 5\"");
  const auto extract = read_text(text);
  REQUIRE(extract);
  CHECK(extract->find_establishment("010000024")->name == "RESIDENCE 5\"");
}

TEST_CASE(
    "Windows line ends, a byte order mark, Latin-1, coordinates and a last line without end") {
  auto text = std::string("\xEF\xBB\xBF") + many(101) +
              "geolocalisation;010000024;868530.1;6570000.2;1,ATLASANTE;2024-01-01\n" +
              line("010000024", "010780054", "H\xD4PITAL");
  std::string windows;
  for (const char c : text) {
    windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  }
  text.pop_back();
  for (const auto& one : {text, windows}) {
    const auto extract = read_text(one);
    REQUIRE(extract);
    CHECK(extract->edition.date == Date(2026y / 5 / 12));
    CHECK(extract->find_establishment("010000024")->name == "HÔPITAL");
    CHECK(extract->records_read == 102);
  }
}

TEST_CASE("What is not this edition is refused with its line") {
  const std::string first(kFirstLine);
  const auto good = line("010000024", "010780054");
  for (const auto& [id, text] : std::vector<std::pair<std::string, std::string>>{
           {"REGISTER-EMPTY", ""},
           {"REGISTER-EMPTY", "\n \n"},
           {"REGISTER-PACKED", std::string("\x1F\x8B\x08\x00", 4)},
           {"REGISTER-PACKED", "PK\x03\x04"},
           {"REGISTER-PAGE", "<!DOCTYPE html><html>"},
           {"REGISTER-ENCODING", std::string("\xFF\xFE"
                                             "f\0i\0",
                                             6)},
           {"REGISTER-FIRST-LINE", good},
           {"REGISTER-FIRST-LINE", "finess;etalab;111;12/05/2026\n" + good},
           {"REGISTER-FIRST-LINE", "hello\n"},
           {"REGISTER-HEADER", "structure;nofinesset;nofinessej;rs\n" + good},
           {"REGISTER-NO-RECORD", first},
           {"REGISTER-LINE", first + "structureej;010780054;CH\n"},
           {"REGISTER-FIELDS", first + good.substr(0, good.size() - 2) + "\n"},
           {"REGISTER-FIELDS", many(200) + good.substr(0, 100) + "\n" + good},
           {"REGISTER-COLUMN", first + line("CH", "010780054")},
           {"REGISTER-COLUMN", first + line("010000024", "0107800540")},
           {"REGISTER-COLUMN", first + line("010000024", "010780054", "CH", "AIN")},
           {"REGISTER-COLUMN", many(200) + line("010000024", "010780054", "CH", "AIN")},
           {"REGISTER-TRUNCATED", many(200) + good.substr(0, 100)},
           {"REGISTER-TRUNCATED", first + line("010000024", "010780054", "\"CH")},
           {"REGISTER-LINE-LENGTH", first + line("010000024", "010780054", "\"CH") + many(2000)},
       }) {
    INFO(text.substr(0, 80));
    CHECK(failure_of(text) == id);
  }
}

TEST_CASE("Errors have the line, the field and what stands there") {
  auto read = read_text(many(200) + line("030000004", "030000012", "\"A\nB\"") +
                        line("010000024", "010780054", "CH", "\x1B[1mAIN"));
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::input);
  CHECK(value_of(read.error(), "path") == "register");
  CHECK(value_of(read.error(), "line") == "204");
  CHECK(value_of(read.error(), "column") == "19");
  CHECK(value_of(read.error(), "found") == " [1mAIN");
  read = read_text(many(3) + line("010000024", "010780054", "CH;CH"));
  REQUIRE_FALSE(read);
  CHECK(value_of(read.error(), "line") == "5");
  CHECK(value_of(read.error(), "found") == "33");
  read = read_text(many(300).substr(0, 60000));
  REQUIRE_FALSE(read);
  CHECK(read.error().id == "REGISTER-TRUNCATED");
}

TEST_CASE("A failure of the source is returned as it is, at the beginning and later") {
  for (const std::size_t good : {0U, 3U}) {
    auto rest = source_of(many(5000), 100000);
    std::size_t reads = 0;
    const auto read = registry::read(
        [&](std::span<char> buffer) -> Result<std::size_t> {
          return reads++ < good ? rest(buffer) : fail(ErrorKind::environment, "FILE-READ");
        },
        {"010000024"}, "register");
    REQUIRE_FALSE(read);
    CHECK(read.error().id == "FILE-READ");
  }
}

TEST_CASE("The real register's lines") {
  const auto path = shared_data("finess/finess-stock-sample-lines.csv");
  if (path.empty()) {
    return;
  }
  const auto extract = read_text(slurp(path), {"010000024", "970300026", "970302022", "010780054"});
  REQUIRE(extract);
  CHECK(extract->edition == registry::Edition{"etalab 111", 2026y / 5 / 12});
  CHECK(extract->establishments.size() == 2);
  CHECK(extract->legal_entities.size() == 2);
  const auto* cayenne = extract->find_establishment("970300026");
  REQUIRE(cayenne != nullptr);
  CHECK(cayenne->juridical == "970302022");
  CHECK(cayenne->siret == "26973302800022");
  CHECK(cayenne->department == "9C");
}
