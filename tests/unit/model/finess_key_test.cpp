// Every number at hand passes; every single change and every adjacent swap that the key can detect
// fails. What the key can detect is worked out here from Luhn's rule itself, not from the library.

#include <array>
#include <set>

#include "dmp/model/finess.hpp"
#include "samples.hpp"
#include "support.hpp"

using dmp::model::Finess;
using namespace dmp::test;

namespace {

/// What a character adds to the sum, modulo ten, where it is doubled and where it is not.
int contribution(char c, bool doubled) {
  static constexpr std::array kPlain{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  static constexpr std::array kDoubled{0, 2, 4, 6, 8, 1, 3, 5, 7, 9};  // 14 gives 1 + 4.
  const auto digit = static_cast<std::size_t>(c == 'A' ? 1 : c == 'B' ? 2 : c - '0');
  return doubled ? kDoubled[digit] : kPlain[digit];
}

/// In nine characters the second, fourth, sixth and eighth are doubled.
bool doubled_at(std::size_t position) { return position % 2 == 1; }

bool same_sum(const std::string& a, const std::string& b) {
  int difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference += contribution(a[i], doubled_at(i)) - contribution(b[i], doubled_at(i));
  }
  return difference % 10 == 0;
}

bool letters_fit(const std::string& number) {
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] >= 'A' && (i != 1 || (number[0] != '0' && number[0] != '2'))) {
      return false;
    }
  }
  return true;
}

struct Tally {
  int detected = 0;
  int refused_for_letter = 0;
  int undetectable = 0;
};

/// One changed number against what the rule says of it.
void judge(const std::string& right, const std::string& changed, Tally& tally) {
  INFO(right << " became " << changed);
  const auto id = id_of<Finess>(changed);
  if (!letters_fit(changed)) {
    CHECK(id == "FINESS-CHARACTER");
    ++tally.refused_for_letter;
  } else if (same_sum(right, changed)) {
    CHECK(id.empty());
    ++tally.undetectable;
  } else {
    CHECK(id == "FINESS-KEY");
    ++tally.detected;
  }
}

}  // namespace

TEST_CASE("Every FINESS number at hand is right, whatever its department") {
  const auto rows = finess_samples();
  for (const auto& row : rows) {
    REQUIRE(row.size() == 4);
    INFO(row[0] << " " << row[2]);
    const auto parsed = Finess::parse(row[0]);
    REQUIRE(parsed);
    CHECK(parsed->value.text() == row[0]);
    CHECK(parsed->forgiven.empty());
    CHECK((parsed->value.department() == nullptr) == row[0].starts_with("0B"));
  }
  if (!rows.empty()) {
    CHECK(rows.size() > 150);
  }
}

TEST_CASE("Luhn detects every change of one digit, and every swap but that of 0 and 9") {
  for (const bool doubled : {false, true}) {
    std::set<int> values;
    for (char c = '0'; c <= '9'; ++c) {
      values.insert(contribution(c, doubled));
    }
    CHECK(values.size() == 10);
  }
  for (char a = '0'; a <= '9'; ++a) {
    for (char b = '0'; b <= '9'; ++b) {
      const int before = contribution(a, true) + contribution(b, false);
      const int after = contribution(b, true) + contribution(a, false);
      const bool blind = a == b || (a == '0' && b == '9') || (a == '9' && b == '0');
      INFO(a << b);
      CHECK(((before - after) % 10 == 0) == blind);
    }
  }
}

TEST_CASE("Every change of one character of a right FINESS number is refused") {
  Tally digits;
  Tally letters;
  const auto rows = finess_samples();
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row[0].size(); ++i) {
      for (const char c : std::string("0123456789AB")) {
        auto changed = row[0];
        changed[i] = c;
        if (changed != row[0]) {
          judge(row[0], changed, c >= 'A' || row[0][i] >= 'A' ? letters : digits);
        }
      }
    }
  }
  if (rows.empty()) {
    return;
  }
  int corsican = 0;
  for (const auto& row : rows) {
    corsican += row[0][1] >= 'A' ? 1 : 0;
  }
  // Nine other digits at each of nine places, less the letter's place.
  const int expected = 81 * static_cast<int>(rows.size()) - 9 * corsican;
  // A first digit that is neither 0 nor 2 no longer goes with the letter: refused before its key.
  CHECK(digits.detected + digits.refused_for_letter == expected);
  CHECK(digits.refused_for_letter == 8 * corsican);
  CHECK(digits.undetectable == 0);
  // The only changes that the key cannot see are A for 1 and B for 2, either way.
  CHECK(letters.undetectable > 0);
  SUCCEED("digit changes tried: " << expected << ", all refused; with letters: "
                                  << letters.detected + letters.refused_for_letter << " refused, "
                                  << letters.undetectable << " (A for 1, B for 2) not detectable");
}

TEST_CASE("Every swap of neighbours that the key can detect is refused") {
  Tally tally;
  const auto rows = finess_samples();
  for (const auto& row : rows) {
    for (std::size_t i = 0; i + 1 < row[0].size(); ++i) {
      auto changed = row[0];
      std::swap(changed[i], changed[i + 1]);
      if (changed != row[0]) {
        const auto before = tally.undetectable;
        judge(row[0], changed, tally);
        if (tally.undetectable != before) {
          const std::string pair = row[0].substr(i, 2);
          CHECK((pair == "09" || pair == "90"));
        }
      }
    }
  }
  if (!rows.empty()) {
    CHECK(tally.detected > 500);
    SUCCEED("swaps tried: " << tally.detected + tally.refused_for_letter << " refused, "
                            << tally.undetectable << " of 0 and 9 not detectable");
  }
}
