#include "dmp/model/finess.hpp"

#include "support.hpp"

using dmp::model::Finess;
using namespace dmp::test;
using Notes = std::vector<std::string>;

TEST_CASE("A FINESS number is read as people type it, and what was forgiven is told") {
  CHECK(forgiven_in<Finess>("010000024") == Notes{});
  for (const char* text :
       {"01 000 0024", " 010000024\t", "01\u00A00000\u202F024", "\uFEFF010000024"}) {
    INFO(text);
    CHECK(forgiven_in<Finess>(text) == Notes{"FORGIVEN-SPACES"});
    CHECK(Finess::parse(text)->value.text() == "010000024");
  }
  CHECK(forgiven_in<Finess>("01.000.0024") == Notes{"FORGIVEN-PUNCTUATION"});
  CHECK(forgiven_in<Finess>("01-0000024") == Notes{"FORGIVEN-PUNCTUATION"});
  CHECK(forgiven_in<Finess>("01\u20110000024") == Notes{"FORGIVEN-PUNCTUATION"});
  CHECK(forgiven_in<Finess>("2b0005342") == Notes{"FORGIVEN-LOWER-CASE"});
  CHECK(Finess::parse("2b0005342")->value.text() == "2B0005342");
  CHECK(forgiven_in<Finess>("2b 000.53-42 ") ==
        Notes{"FORGIVEN-LOWER-CASE", "FORGIVEN-SPACES", "FORGIVEN-PUNCTUATION"});
}

TEST_CASE("A wrong key is told with its place, what was found and what was expected") {
  CHECK(id_of<Finess>("010000025") == "FINESS-KEY");
  CHECK(value_of<Finess>("01 0000 025", "value") == "01 0000 025");
  CHECK(value_of<Finess>("01 0000 025", "position") == "9");
  CHECK(value_of<Finess>("01 0000 025", "found") == "5");
  CHECK(value_of<Finess>("01 0000 025", "expected") == "4");
  CHECK(Finess::parse("010000025").error().kind == dmp::ErrorKind::input);
}

TEST_CASE("A character that no FINESS number has is told with its place in the cleaned number") {
  CHECK(id_of<Finess>("01 0000O24") == "FINESS-CHARACTER");
  CHECK(value_of<Finess>("01 0000O24", "position") == "7");
  CHECK(value_of<Finess>("01 0000O24", "found") == "O");
  CHECK(value_of<Finess>("2C0005342", "expected") == "EXPECTED-DIGIT-OR-CORSICA");
  CHECK(value_of<Finess>("2A000é386", "found") == "é");
  CHECK(value_of<Finess>("2A000é386", "position") == "6");
  CHECK(value_of<Finess>("0100000é24", "position") == "8");
  CHECK(id_of<Finess>("1B0005342") == "FINESS-CHARACTER");
  CHECK(id_of<Finess>("A10005342") == "FINESS-CHARACTER");
  CHECK(id_of<Finess>("FINESS 010000024") == "FINESS-CHARACTER");
}

TEST_CASE("Full-width digits, other scripts' digits and bytes that are no text are refused") {
  CHECK(id_of<Finess>("０１００００024") == "FINESS-CHARACTER");
  CHECK(value_of<Finess>("01000002４", "found") == "４");
  CHECK(id_of<Finess>("01000002٤") == "FINESS-CHARACTER");
  const std::string junk =
      "01\xE9\xFF"
      "00024";
  CHECK(value_of<Finess>(junk, "position") == "3");
  CHECK(value_of<Finess>(junk, "found") == "\uFFFD");
  CHECK(value_of<Finess>(junk, "value") == "01\uFFFD\uFFFD00024");
  CHECK(id_of<Finess>("\xC3") == "FINESS-CHARACTER");
  CHECK(id_of<Finess>(std::string(3, '\0')) == "FINESS-CHARACTER");
  CHECK(value_of<Finess>("\x1B[31m10000024", "value") == "\uFFFD[31m10000024");
}

TEST_CASE("An empty FINESS number and one of another length are refused") {
  for (const char* text : {"", "   ", "\u00A0", ".-"}) {
    CHECK(id_of<Finess>(text) == "FINESS-EMPTY");
  }
  CHECK(id_of<Finess>("01000002") == "FINESS-LENGTH");
  CHECK(value_of<Finess>("0100000245", "found") == "10");
  CHECK(value_of<Finess>("0100000245", "expected") == "9");
  const std::string endless(100'000, '1');
  CHECK(id_of<Finess>(endless) == "FINESS-LENGTH");
  CHECK(value_of<Finess>(endless, "value").size() < 100);
}

TEST_CASE("Numbers compare by their text") {
  const auto ain = Finess::parse("010000024")->value;
  CHECK(ain == Finess::parse("01 0000 024")->value);
  CHECK(ain < Finess::parse("2A0000386")->value);
}
