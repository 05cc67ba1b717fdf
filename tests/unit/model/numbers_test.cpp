#include "dmp/model/card_number.hpp"
#include "dmp/model/rpps.hpp"
#include "dmp/model/structure_id.hpp"
#include "support.hpp"
#include "support/fixture.hpp"

using dmp::model::CardNumber;
using dmp::model::Finess;
using dmp::model::Rpps;
using dmp::model::Siret;
using dmp::model::StructureId;
using namespace dmp::test;
using Notes = std::vector<std::string>;

TEST_CASE("RPPS numbers, those of ANS's tests too") {
  CHECK(Rpps::parse("99700831359")->value.text() == "99700831359");
  CHECK(forgiven_in<Rpps>("997 0083 1359") == Notes{"FORGIVEN-SPACES"});
  CHECK(id_of<Rpps>("") == "RPPS-EMPTY");
  CHECK(id_of<Rpps>("9970083135") == "RPPS-LENGTH");
  CHECK(id_of<Rpps>("899700831359") == "RPPS-LENGTH");
  CHECK(id_of<Rpps>("9970083135X") == "RPPS-CHARACTER");
  CHECK(id_of<Rpps>("99700831350") == "RPPS-KEY");
  CHECK(value_of<Rpps>("99700831350", "position") == "11");
  CHECK(value_of<Rpps>("99700831350", "expected") == "9");
}

TEST_CASE("A card number is ten digits, with or without its issuer") {
  CHECK(forgiven_in<CardNumber>("2600301752") == Notes{});
  CHECK(forgiven_in<CardNumber>("8025000001/2600301752") == Notes{"FORGIVEN-ISSUER"});
  CHECK(CardNumber::parse("8025000001/2600301752")->value.text() == "2600301752");
  CHECK(forgiven_in<CardNumber>("8025000001 / 26 0030 1752") ==
        Notes{"FORGIVEN-SPACES", "FORGIVEN-ISSUER"});
  CHECK(id_of<CardNumber>("") == "CARD-NUMBER-EMPTY");
  CHECK(id_of<CardNumber>("8025000001/") == "CARD-NUMBER-EMPTY");
  CHECK(id_of<CardNumber>("260030175") == "CARD-NUMBER-LENGTH");
  CHECK(id_of<CardNumber>("26003O1752") == "CARD-NUMBER-CHARACTER");
  CHECK(id_of<CardNumber>("80250/2600301752") == "CARD-NUMBER-CHARACTER");
  CHECK(id_of<CardNumber>("8025000001/2600301752/1") == "CARD-NUMBER-CHARACTER");
}

TEST_CASE("Structure identifiers of real certificates") {
  struct Expected {
    const char* text;
    StructureId::Kind kind;
    const char* number;
  };
  const Expected all[] = {{"10B0152872", StructureId::Kind::finess, "0B0152872"},
                          {"10B0127189", StructureId::Kind::finess, "0B0127189"},
                          {"1010000024", StructureId::Kind::finess, "010000024"},
                          {"2187512751", StructureId::Kind::siren, "187512751"},
                          {"318751275100020", StructureId::Kind::siret, "18751275100020"},
                          {"300000000077081", StructureId::Kind::siret, "00000000077081"},
                          {"339172288100052", StructureId::Kind::siret, "39172288100052"},
                          {"499700831359002", StructureId::Kind::rpps_rank, "99700831359002"}};
  for (const auto& expected : all) {
    INFO(expected.text);
    const auto parsed = StructureId::parse(expected.text);
    REQUIRE(parsed);
    CHECK(parsed->value.kind() == expected.kind);
    CHECK(parsed->value.number() == expected.number);
    CHECK(parsed->value.text() == expected.text);
    CHECK(parsed->forgiven.empty());
  }
}

TEST_CASE("The OU of each certificate at hand is a structure identifier") {
  const auto folder = shared_data("igc-sante/test-leaf");
  if (folder.empty()) {
    return;
  }
  std::string output;
  REQUIRE(
      run("for f in '" + folder.string() +
              "'/*.pem; do openssl x509 -in \"$f\" -noout -subject -nameopt multiline,utf8; done",
          &output) == 0);
  const std::string label = "organizationalUnitName    = ";
  int tried = 0;
  for (auto at = output.find(label); at != std::string::npos; at = output.find(label, at + 1)) {
    const auto start = at + label.size();
    const auto ou = output.substr(start, output.find('\n', start) - start);
    INFO(ou);
    CHECK(id_of<StructureId>(ou).empty());
    ++tried;
  }
  CHECK(tried >= 10);
}

TEST_CASE("A structure identifier is made from the number it carries") {
  CHECK(StructureId::of(Finess::parse("010000024")->value) ==
        StructureId::parse("1 010000024")->value);
  CHECK(StructureId::of(Siret::parse("18751275100020")->value).text() == "318751275100020");
  CHECK(forgiven_in<StructureId>("10b0152872") == Notes{"FORGIVEN-LOWER-CASE"});
}

TEST_CASE("What is wrong in a structure identifier is told in its own positions") {
  CHECK(id_of<StructureId>("") == "STRUCTURE-ID-EMPTY");
  CHECK(id_of<StructureId>("5010000024") == "STRUCTURE-ID-KIND");
  CHECK(value_of<StructureId>("X010000024", "found") == "X");
  CHECK(id_of<StructureId>("010000024") == "STRUCTURE-ID-KIND");
  CHECK(id_of<StructureId>("101000002") == "STRUCTURE-ID-LENGTH");
  CHECK(id_of<StructureId>("31875127510002") == "STRUCTURE-ID-LENGTH");
  CHECK(id_of<StructureId>("3187512751A0020") == "STRUCTURE-ID-CHARACTER");
  CHECK(value_of<StructureId>("3187512751A0020", "position") == "11");
  CHECK(id_of<StructureId>("11B0000024") == "STRUCTURE-ID-CHARACTER");
  CHECK(value_of<StructureId>("11B0000024", "position") == "3");
  CHECK(id_of<StructureId>("1010000025") == "FINESS-KEY");
  CHECK(value_of<StructureId>("1 010000025", "position") == "10");
  CHECK(value_of<StructureId>("1 010000025", "value") == "1 010000025");
  CHECK(value_of<StructureId>("1 010000025", "expected") == "4");
  CHECK(id_of<StructureId>("2187512752") == "SIREN-KEY");
  CHECK(id_of<StructureId>("318751275100021") == "SIRET-KEY");
  CHECK(id_of<StructureId>("499700831358002") == "RPPS-KEY");
  CHECK(value_of<StructureId>("499700831358002", "position") == "12");
}
