#include "dmp/model/siren.hpp"

#include "samples.hpp"
#include "support.hpp"

using dmp::model::Siren;
using dmp::model::Siret;
using namespace dmp::test;

TEST_CASE("SIRET numbers of the register are right") {
  int tried = 0;
  for (const auto& row : read_csv("finess/finess-stock-sample-lines.csv", ';')) {
    REQUIRE(row.size() == 32);
    if (!row[22].empty()) {
      INFO(row[3]);
      const auto parsed = Siret::parse(row[22]);
      REQUIRE(parsed);
      CHECK(Siren::parse(parsed->value.siren()));
      ++tried;
    }
  }
  if (!shared_data("finess").empty()) {
    CHECK(tried >= 5);
  }
}

TEST_CASE("The SIREN is a SIRET's first nine digits, and has a key of its own") {
  CHECK(Siret::parse("260 100 045 00012")->value.siren() == "260100045");
  CHECK(Siret::parse("260 100 045 00012")->forgiven == std::vector<std::string>{"FORGIVEN-SPACES"});
  CHECK(Siret::parse("00000000077081"));  // a structure of ANS's tests
  // Last digit of the SIREN wrong: that is the place to look at.
  CHECK(id_of<Siret>("26010004600012") == "SIRET-KEY");
  CHECK(value_of<Siret>("26010004600012", "position") == "9");
  CHECK(value_of<Siret>("26010004600012", "expected") == "5");
  // Both sums would be right only by chance: here the whole passes Luhn, the SIREN does not.
  CHECK(id_of<Siret>("10000000000008") == "SIRET-KEY");
  CHECK(value_of<Siret>("26010004500013", "position") == "14");
  CHECK(value_of<Siret>("26010004500013", "found") == "3");
  CHECK(value_of<Siret>("26010004500013", "expected") == "2");
}

TEST_CASE("Every change of one digit of a SIRET and of a SIREN is refused") {
  for (const std::string right : {"26010004500012", "26973302800022", "18751275100020"}) {
    for (std::size_t i = 0; i < right.size(); ++i) {
      for (char c = '0'; c <= '9'; ++c) {
        auto changed = right;
        changed[i] = c;
        INFO(changed);
        CHECK(id_of<Siret>(changed) == (c == right[i] ? "" : "SIRET-KEY"));
        if (i < 9) {
          CHECK(id_of<Siren>(changed.substr(0, 9)) == (c == right[i] ? "" : "SIREN-KEY"));
        }
      }
    }
  }
}

TEST_CASE("Establishments of La Poste follow a rule of their own") {
  CHECK(Siren::parse("356000000"));
  CHECK(Siret::parse("35600000000048"));  // head office: Luhn
  CHECK(Siret::parse("35600000049837"));  // Luhn fails, the sum is 45
  CHECK(id_of<Siret>("35600000049838") == "SIRET-KEY");
  CHECK(value_of<Siret>("35600000049838", "expected") == "2/7");
  CHECK(Siret::parse("35600000049832"));
  // Luhn alone does not make another establishment of La Poste right.
  CHECK(id_of<Siret>("35600000049836") == "SIRET-KEY");
  CHECK(value_of<Siret>("35600000000049", "expected") == "8");
  // The rule is La Poste's only: sum 45, other SIREN.
  CHECK(id_of<Siret>("26010004500094") == "SIRET-KEY");
}

TEST_CASE("SIREN and SIRET refuse what is not a number of theirs") {
  CHECK(id_of<Siren>("") == "SIREN-EMPTY");
  CHECK(id_of<Siren>("18751275") == "SIREN-LENGTH");
  CHECK(id_of<Siren>("18751275A") == "SIREN-CHARACTER");
  CHECK(id_of<Siren>("187512752") == "SIREN-KEY");
  CHECK(id_of<Siret>(" ") == "SIRET-EMPTY");
  CHECK(id_of<Siret>("260100045") == "SIRET-LENGTH");
  CHECK(id_of<Siret>("2A010004500012") == "SIRET-CHARACTER");
  CHECK(id_of<Siret>("26010004500012\xFF") == "SIRET-CHARACTER");
}
