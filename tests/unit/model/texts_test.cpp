#include "dmp/base/text.hpp"
#include "dmp/model/card_number.hpp"
#include "dmp/model/finess.hpp"
#include "dmp/model/rpps.hpp"
#include "dmp/model/structure_id.hpp"
#include "support.hpp"
#include "support/catalogue.hpp"

using namespace dmp::model;
using dmp::Language;

namespace {

template <typename T>
void check_texts(std::string_view typed) {
  const auto parsed = T::parse(typed);
  INFO(typed);
  REQUIRE_FALSE(parsed);
  const auto& error = parsed.error();
  for (const auto language : {Language::english, Language::french}) {
    const auto message = wording(language).text(error.id, error.args);
    INFO(message);
    CHECK(message != error.id);
    CHECK(message.find('{') == std::string::npos);
    CHECK(message.find("EXPECTED-") == std::string::npos);
    CHECK_FALSE(wording(language).remedy(error.id, error.args).empty());
  }
}

}  // namespace

TEST_CASE("Every failure is a sentence in both languages, with something to do") {
  for (const char* typed : {"", "1", "é", "2C0000000", "010000025"}) {
    check_texts<Finess>(typed);
  }
  for (const char* typed : {"", "1", "é", "187512752"}) {
    check_texts<Siren>(typed);
  }
  for (const char* typed : {"", "1", "é", "18751275100021", "35600000049838"}) {
    check_texts<Siret>(typed);
  }
  for (const char* typed : {"", "1", "é", "99700831350"}) {
    check_texts<Rpps>(typed);
  }
  for (const char* typed : {"", "1", "é"}) {
    check_texts<CardNumber>(typed);
  }
  for (const char* typed : {"", "1", "é", "1x", "1010000025", "499700831358002"}) {
    check_texts<StructureId>(typed);
  }
  for (const char* note :
       {"FORGIVEN-SPACES", "FORGIVEN-PUNCTUATION", "FORGIVEN-LOWER-CASE", "FORGIVEN-ISSUER"}) {
    CHECK(catalogue().find(note) != nullptr);
  }
}

TEST_CASE("A failure reads well") {
  const auto error = Finess::parse("01000002O").error();
  CHECK(in_english().text(error.id, error.args) ==
        "FINESS number \"01000002O\": character 9 is \"O\" instead of a digit");
  CHECK(in_french().text(error.id, error.args) ==
        "le numéro FINESS « 01000002O » a « O » comme caractère n° 9 ; attendu : un chiffre");
}
