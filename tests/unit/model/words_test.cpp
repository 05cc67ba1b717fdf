#include "dmp/model/words.hpp"

#include "dmp/model/dossier.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::model;

namespace {

/// Every value from the first to `last` has a word of its own that reads back as the value.
template <typename Enum>
void check_words(Enum last, std::optional<Enum> (*parse)(std::string_view)) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto value = static_cast<Enum>(i);
    const std::string word(to_string(value));
    INFO(word);
    CHECK_FALSE(word.empty());
    CHECK(parse(word) == value);
    CHECK_FALSE(parse(word + " "));
    CHECK_FALSE(parse(word.substr(1)));
  }
  CHECK_FALSE(parse(""));
}

Establishment site_of(std::string id) {
  Establishment site;
  site.id = std::move(id);
  return site;
}

model::Finess finess(std::string_view text) {
  const auto parsed = model::Finess::parse(text);
  REQUIRE(parsed);
  return parsed->value;
}

}  // namespace

TEST_CASE("every word of every vocabulary reads back as its value") {
  check_words(Environment::unknown, parse_environment);
  check_words(Usage::other, parse_usage);
  check_words(GroupKind::network, parse_group_kind);
  check_words(Category::other, parse_category);
  check_words(Sector::liberal, parse_sector);
  check_words(Employer::vendor, parse_employer);
  check_words(ContractStatus::unknown, parse_contract_status);
  check_words(CardType::cda, parse_card_type);
  check_words(CardStatus::unknown, parse_card_status);
  check_words(Signatory::proxy, parse_signatory);
  check_words(FinessKind::juridical, parse_finess_kind);
  check_words(OrderState::revoked, parse_order_state);
  check_words(CertificateStatus::missing, parse_certificate_status);
}

TEST_CASE("a usage is taken as people type it, other words only as they are") {
  CHECK(parse_usage("auth-cli") == Usage::auth_cli);
  CHECK(parse_usage("Sign") == Usage::sign);
  CHECK_FALSE(parse_usage("AUTH CLI"));
  CHECK_FALSE(parse_environment("Production"));
  CHECK_FALSE(parse_card_type("cpe"));
}

TEST_CASE("an order goes forward only, and back to installed from superseded") {
  using S = OrderState;
  CHECK(may_follow(S::planned, S::ready));
  CHECK_FALSE(may_follow(S::planned, S::requested));
  CHECK(may_follow(S::ready, S::requested));
  CHECK(may_follow(S::ready, S::delivered));
  CHECK(may_follow(S::ready, S::installed));
  CHECK(may_follow(S::requested, S::delivered));
  CHECK(may_follow(S::requested, S::installed));
  CHECK(may_follow(S::delivered, S::installed));
  CHECK(may_follow(S::installed, S::superseded));
  CHECK(may_follow(S::superseded, S::installed));
  CHECK_FALSE(may_follow(S::planned, S::installed));
  CHECK_FALSE(may_follow(S::installed, S::requested));
  for (int i = 0; i <= static_cast<int>(S::revoked); ++i) {
    CHECK_FALSE(may_follow(S::revoked, static_cast<S>(i)));
    CHECK_FALSE(may_follow(static_cast<S>(i), static_cast<S>(i)));
  }
}

TEST_CASE("sites are selected in the dossier's order, unknown ids are told") {
  Dossier dossier;
  dossier.establishments = {site_of("a"), site_of("b"), site_of("c")};
  CHECK(select_sites(dossier, {}).sites.size() == 3);
  const auto some = select_sites(dossier, {"c", "x", "a"});
  REQUIRE(some.sites.size() == 2);
  CHECK(some.sites[0]->id == "a");
  CHECK(some.sites[1]->id == "c");
  CHECK(some.unknown == std::vector<std::string>{"x"});
  CHECK(dossier.find_establishment("b") == &dossier.establishments[1]);
  CHECK(dossier.find_establishment("B") == nullptr);
  CHECK(dossier.find_administrator("a") == nullptr);
}

TEST_CASE("a site's ST comes from its department, or else from a number that it has") {
  auto site = site_of("a");
  CHECK(state_label_of(site).empty());
  site.finess_juridical = finess("590799730");
  CHECK(state_label_of(site) == "Nord (59)");
  site.finess_geographic = finess("970216057");
  CHECK(state_label_of(site) == "Martinique (972)");
  site.department = "2A";
  CHECK(state_label_of(site) == "Corse-du-Sud (2A)");
}
