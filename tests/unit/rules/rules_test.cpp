// Each rule has mutations of a right dossier that trigger it; each row lists all the findings that
// its mutation gives, so that a rule that fires where it should not is seen as well.

#include <functional>
#include <regex>
#include <set>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/detail/request.hpp"
#include "rule_cases.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CardStatus;
using model::CardType;
using model::Dossier;
using model::FinessKind;
using model::Usage;

namespace {

std::vector<Case> scope_cases() {
  return {
      {"SITE-NONE", "/establishments", [](Dossier& d) { d.establishments.clear(); }},
      {"SECTOR-LIBERAL", "/establishments/0/sector",
       [](Dossier& d) { site(d).sector = model::Sector::liberal; }},
      {"SECTOR-UNSTATED", "/establishments/0/sector", [](Dossier& d) { site(d).sector.reset(); }},
      {"KIND-CATEGORY", "/establishments/0/category", [](Dossier& d) { site(d).kind = "ehpad"; }},
      {"KIND-CATEGORY", "/establishments/0/category",
       [](Dossier& d) { site(d).category = model::Category::other; }},
      {"KIND-CATEGORY", "/establishments/0/category", [](Dossier& d) { site(d).kind = "500"; }},
      {"KIND-CATEGORY", "/establishments/0/category", [](Dossier& d) { site(d).kind = "rrc"; }},
      {"KIND-CATEGORY", "/establishments/0/category", [](Dossier& d) { site(d).kind = "maia"; }},
      {"KIND-CATEGORY", "/establishments/0/category",
       [](Dossier& d) {
         site(d).kind = "365";
         site(d).category = model::Category::other;
       }},
      {"USAGE-MISSING", "/establishments/0/certificates",
       [](Dossier& d) { site(d).certificates.pop_back(); }},
      {"USAGE-MISSING",
       "/establishments/0/certificates",
       [](Dossier& d) { site(d).certificates.clear(); },
       {"USAGE-MISSING"}},
      {"USAGE-NOT-NEEDED", "/establishments/0/certificates/2/usage",
       [](Dossier& d) { site(d).certificates.push_back({Usage::conf, FinessKind::geographic}); }},
  };
}

void all_on(model::Establishment& site, FinessKind kind) {
  for (auto& wanted : site.certificates) {
    wanted.on = kind;
  }
}

void all_on(Dossier& dossier, FinessKind kind) { all_on(site(dossier), kind); }

std::vector<Case> finess_cases() {
  const auto juridical = [](Dossier& d) { all_on(d, FinessKind::juridical); };
  const auto held = [](Dossier& d) {
    all_on(d, FinessKind::juridical);
    for (auto& wanted : site(d).certificates) {
      wanted.ends_on = 2024y / 6 / 1;
    }
    site(d).form_413 = {};
  };
  const auto limited = [](Dossier& d) {
    all_on(d, FinessKind::juridical);
    site(d).software->juridical_finess_only = true;
  };
  return {
      {"FINESS-GEOGRAPHIC-MISSING", "/establishments/0/finess",
       [](Dossier& d) { site(d).finess_geographic.reset(); }},
      {"FINESS-GEOGRAPHIC-MISSING", "/establishments/0/finess",
       [](Dossier& d) {
         site(d).finess_geographic.reset();
         site(d).category = model::Category::other;
         site(d).kind = "other";
       }},
      {"FINESS-JURIDICAL-MISSING",
       "/establishments/0/legal_entity",
       [](Dossier& d) {
         all_on(d, FinessKind::juridical);
         site(d).finess_juridical.reset();
       },
       {"FINESS-GEOGRAPHIC-REQUIRED", "FINESS-GEOGRAPHIC-REQUIRED"}},
      {"FINESS-GEOGRAPHIC-REQUIRED",
       "/establishments/0/certificates/0/carried_by",
       juridical,
       {"FINESS-GEOGRAPHIC-REQUIRED"}},
      {"FINESS-GEOGRAPHIC-REQUIRED",
       "/establishments/0/certificates/0/carried_by",
       limited,
       {"FINESS-GEOGRAPHIC-REQUIRED", "SOFTWARE-JURIDICAL-ONLY"},
       2022y / 1 / 1},
      {"FINESS-JURIDICAL-UNJUSTIFIED",
       "/establishments/0/certificates/0/carried_by",
       juridical,
       {"FINESS-JURIDICAL-UNJUSTIFIED"},
       2021y / 12 / 31},
      {"FINESS-JURIDICAL-TOLERATED",
       "/establishments/0/certificates/1/carried_by",
       limited,
       {"FINESS-JURIDICAL-TOLERATED"},
       2021y / 12 / 31},
      {"FINESS-JURIDICAL-EXPECTED",
       "/establishments/0/certificates/0/carried_by",
       [](Dossier& d) { d.establishments.pop_back(); },
       {"FINESS-JURIDICAL-EXPECTED"},
       2026y / 11 / 23,
       "ans-2023"},
      {"FINESS-JURIDICAL-HELD",
       "/establishments/0/certificates/0/carried_by",
       [=](Dossier& d) { held(d); },
       {"FINESS-JURIDICAL-HELD", "FORM-413-ENTITY-NUMBER"},
       2021y / 12 / 31},
      {"FINESS-JURIDICAL-OVER",
       "/establishments/0/certificates/1/carried_by",
       [=](Dossier& d) { held(d); },
       {"FINESS-JURIDICAL-OVER", "FORM-413-ENTITY-NUMBER"},
       2022y / 1 / 1},
      {"SOFTWARE-OTHER-NUMBER",
       "/establishments/0/software/legal_entity_only",
       [](Dossier& d) { site(d).software->juridical_finess_only = true; },
       {},
       2021y / 12 / 31},
      {"SOFTWARE-OTHER-NUMBER",
       "/establishments/0/software/legal_entity_only",
       [](Dossier& d) {
         d.establishments.pop_back();
         site(d).software->juridical_finess_only = true;
       },
       {"FINESS-JURIDICAL-EXPECTED", "FINESS-JURIDICAL-EXPECTED"},
       2026y / 11 / 23,
       "ans-2023"},
      {"SOFTWARE-JURIDICAL-ONLY", "/establishments/0/software/legal_entity_only",
       [](Dossier& d) { site(d).software->juridical_finess_only = true; }},
      {"FINESS-KINDS-MIXED",
       "/establishments/0/certificates",
       [](Dossier& d) { site(d).certificates.back().on = FinessKind::juridical; },
       {"FINESS-GEOGRAPHIC-REQUIRED"}},
      {"FINESS-FICTITIOUS", "/establishments/0/finess",
       [](Dossier& d) {
         site(d).finess_geographic = finess("0B0152872");
         site(d).department = "69";
       }},
      {"FINESS-FICTITIOUS",
       "/establishments/0/legal_entity",
       [](Dossier& d) {
         site(d).finess_juridical = finess("0B0152872");
         d.administrators.front().employer = model::Employer::vendor;
         d.administrators.front().person.card->type = CardType::cpa;
       },
       {"ADMINISTRATOR-VENDOR-ONLY", "ADMINISTRATOR-VENDOR-ONLY"}},
  };
}

std::vector<Case> contract_cases() {
  const auto status = [](model::ContractStatus value) {
    return [value](Dossier& d) { site(d).contract->status = value; };
  };
  return {
      {"CONTRACT-MISSING", "/establishments/0/contract",
       [](Dossier& d) { site(d).contract.reset(); }},
      {"CONTRACT-MISSING", "/establishments/0/contract/status",
       status(model::ContractStatus::missing)},
      {"CONTRACT-PENDING", "/establishments/0/contract/status",
       status(model::ContractStatus::requested)},
      {"CONTRACT-UNKNOWN", "/establishments/0/contract/status",
       status(model::ContractStatus::unknown)},
      {"CONTRACT-NOT-YET-SIGNED", "/establishments/0/contract/signed_on",
       [](Dossier& d) {
         site(d).contract->signed_on = 2026y / 11 / 24;
         site(d).form_413.sent_on.reset();
       }},
  };
}

std::vector<Case> representative_cases() {
  const auto card_of = [](Dossier& d) -> model::Card& { return *site(d).representative->card; };
  return {
      {"REPRESENTATIVE-MISSING", "/establishments/0/representative",
       [](Dossier& d) { site(d).representative.reset(); }},
      {"REPRESENTATIVE-CARD", "/establishments/0/representative/card",
       [](Dossier& d) { site(d).representative->card.reset(); }},
      {"REPRESENTATIVE-CARD", "/establishments/0/representative/card/status",
       [=](Dossier& d) { card_of(d).status = CardStatus::requested; }},
      {"REPRESENTATIVE-CARD", "/establishments/0/representative/card/status",
       [=](Dossier& d) { card_of(d).status = CardStatus::unknown; }},
      {"REPRESENTATIVE-CARD-TYPE", "/establishments/0/representative/card/type",
       [=](Dossier& d) { card_of(d).type = CardType::cpe; }},
      {"REPRESENTATIVE-CARD-ENDS-SOON", "/establishments/0/representative/card/expires_on",
       [=](Dossier& d) { card_of(d).expires_on = 2027y / 1 / 21; }},
      {"REPRESENTATIVE-CARD-EXPIRED", "/establishments/0/representative/card/expires_on",
       [=](Dossier& d) { card_of(d).expires_on = 2026y / 11 / 22; }},
  };
}

std::vector<Case> administrator_cases() {
  const auto card_of = [](Dossier& d) -> model::Card& {
    return *d.administrators.front().person.card;
  };
  // Both sites name the administrator: the first site only is left, for the findings to be one.
  const auto alone = [](auto mutate) {
    return [mutate](Dossier& d) {
      d.establishments.pop_back();
      mutate(d);
    };
  };
  return {
      {"ADMINISTRATOR-NONE", "/establishments/0/administrators",
       [](Dossier& d) { site(d).administrators.clear(); }},
      {"ADMINISTRATOR-NONE", "/establishments/0/administrators",
       [](Dossier& d) { site(d).administrators = {"nobody"}; }},
      {"ADMINISTRATOR-CARD",
       "/establishments/0/administrators",
       alone([=](Dossier& d) { card_of(d).status = CardStatus::opposed; }),
       {"ADMINISTRATOR-CARD-INACTIVE"}},
      {"ADMINISTRATOR-CARD-INACTIVE",
       "/administrators/0/card/status",
       alone([=](Dossier& d) { card_of(d).status = CardStatus::requested; }),
       {"ADMINISTRATOR-CARD"}},
      {"ADMINISTRATOR-CARD-INACTIVE",
       "/administrators/0/card",
       alone([](Dossier& d) { d.administrators.front().person.card.reset(); }),
       {"ADMINISTRATOR-CARD", "PERSON-CARD-NUMBER-MISSING"}},
      {"ADMINISTRATOR-CARD-TYPE",
       "/administrators/0/card/type",
       alone([=](Dossier& d) { card_of(d).type = CardType::cpa; }),
       {"ADMINISTRATOR-CARD"}},
      {"ADMINISTRATOR-CARD-TYPE",
       "/administrators/0/card/type",
       alone([](Dossier& d) { d.administrators.front().employer = model::Employer::vendor; }),
       {"ADMINISTRATOR-CARD", "ADMINISTRATOR-VENDOR-ONLY"}},
      {"ADMINISTRATOR-CARD-ENDS-SOON", "/administrators/0/card/expires_on",
       [=](Dossier& d) { card_of(d).expires_on = 2026y / 11 / 23; }},
      {"ADMINISTRATOR-CARD-BEFORE-CERTIFICATE", "/administrators/0/card/expires_on",
       [=](Dossier& d) { card_of(d).expires_on = 2027y / 2 / 10; }},
      {"ADMINISTRATOR-VENDOR-ONLY", "/establishments/0/administrators", alone([=](Dossier& d) {
         d.administrators.front().employer = model::Employer::vendor;
         card_of(d).type = CardType::cpa;
       })},
      {"ADMINISTRATOR-SHARED-ENTITIES", "/administrators/0",
       [](Dossier& d) { site(d).finess_juridical = finess("590799730"); }},
      {"ADMINISTRATOR-CARD-EXPIRED",
       "/administrators/0/card/expires_on",
       alone([=](Dossier& d) { card_of(d).expires_on = 2026y / 11 / 22; }),
       {"ADMINISTRATOR-CARD"}},
  };
}

std::vector<Case> proxy_cases() {
  const auto signing = [](std::function<void(model::Proxy&)> mutate) {
    return [mutate](Dossier& d) {
      site(d).signatory = model::Signatory::proxy;
      mutate(site(d).proxies.front());
    };
  };
  const std::string proxy = "/establishments/0/agents/0";
  return {
      {"SIGNATORY-UNSTATED", "/establishments/0/signatory",
       [](Dossier& d) { site(d).signatory.reset(); }},
      {"PROXY-MISSING", "/establishments/0/agents",
       [](Dossier& d) {
         site(d).signatory = model::Signatory::proxy;
         site(d).proxies.clear();
       }},
      {"PROXY-FORM-502", proxy + "/form_502_sent_on",
       signing([](model::Proxy& p) { p.form_502_sent_on.reset(); })},
      {"PROXY-FORM-502",
       proxy + "/form_502_sent_on",
       signing([](model::Proxy& p) { p.form_502_sent_on = 2026y / 12 / 1; }),
       {"DATE-IN-FUTURE"}},
      {"PROXY-AFTER-FORM-413", "/establishments/0/form_413/sent_on",
       signing([](model::Proxy& p) { p.form_502_sent_on = 2021y / 10 / 5; })},
      {"PROXY-CARD", proxy + "/card", signing([](model::Proxy& p) { p.person.card.reset(); })},
      {"PROXY-CARD", proxy + "/card/status",
       signing([](model::Proxy& p) { p.person.card->status = CardStatus::missing; })},
      {"PROXY-CARD-TYPE", proxy + "/card/type",
       signing([](model::Proxy& p) { p.person.card->type = CardType::cde; })},
      {"PROXY-CARD-ENDS-SOON", proxy + "/card/expires_on",
       signing([](model::Proxy& p) { p.person.card->expires_on = 2026y / 11 / 23; })},
      {"PROXY-IS-REPRESENTATIVE", proxy,
       [](Dossier& d) {
         site(d).proxies.front().person.card->number = site(d).representative->card->number;
         site(d).proxies.front().person.family_name = "DURAND";
       }},
      {"PROXY-NAMES-SELF", "/establishments/0/administrators",
       [](Dossier& d) {
         site(d).signatory = model::Signatory::proxy;
         site(d).proxies.front().person = d.administrators.front().person;
       }},
      {"PROXY-CARD-EXPIRED", proxy + "/card/expires_on",
       signing([](model::Proxy& p) { p.person.card->expires_on = 2020y / 1 / 1; })},
  };
}

/// A structure that takes care of nobody, known by its legal entity only.
void without_number(model::Establishment& site) {
  site.category = model::Category::other;
  site.kind = "other";
  site.finess_geographic.reset();
  for (auto& wanted : site.certificates) {
    wanted.on = FinessKind::juridical;
  }
}

std::vector<Case> form_cases() {
  const std::string representative = "/establishments/0/representative";
  return {
      {"NAME-MISSING", "/establishments/0/name", [](Dossier& d) { site(d).name.clear(); }},
      {"PERSON-FAMILY-NAME-MISSING", representative + "/family_name",
       [](Dossier& d) { site(d).representative->family_name.clear(); }},
      {"PERSON-FAMILY-NAME-MISSING", "/administrators/0/family_name",
       [](Dossier& d) { d.administrators.front().person.family_name.clear(); }},
      {"PERSON-GIVEN-NAMES-MISSING", representative + "/given_names",
       [](Dossier& d) { site(d).representative->given_names.clear(); }},
      {"PERSON-PHONE-MISSING", "/administrators/0/phone",
       [](Dossier& d) { d.administrators.front().person.phone.clear(); }},
      {"PERSON-GIVEN-NAMES-MISSING", "/administrators/0/given_names",
       [](Dossier& d) { d.administrators.front().person.given_names.clear(); }},
      {"PERSON-PHONE-MISSING", representative + "/phone",
       [](Dossier& d) { site(d).representative->phone.clear(); }},
      {"PERSON-EMAIL-MISSING", "/administrators/0/email",
       [](Dossier& d) { d.administrators.front().person.email.clear(); }},
      {"PERSON-EMAIL-MISSING", "/establishments/0/agents/0/email",
       [](Dossier& d) {
         site(d).signatory = model::Signatory::proxy;
         site(d).proxies.front().person.email.clear();
       }},
      {"PERSON-CARD-NUMBER-MISSING", representative + "/card/number",
       [](Dossier& d) { site(d).representative->card->number.reset(); }},
      // The form declares every administrator, also one whose card is still to come.
      {"PERSON-CARD-NUMBER-MISSING",
       "/administrators/1/card/number",
       [](Dossier& d) {
         d.administrators.push_back(d.administrators.front());
         auto& second = d.administrators.back();
         second.id = "adm-2";
         second.pointer = "/administrators/1";
         second.person.card = model::Card{CardType::cpe, {}, CardStatus::requested, {}};
         site(d).administrators.emplace_back("adm-2");
       },
       {"ADMINISTRATOR-CARD-INACTIVE"}},
      {"FORM-413-NUMBER-MISSING",
       "/establishments/0/siret",
       [](Dossier& d) { without_number(site(d)); },
       {"FINESS-GEOGRAPHIC-REQUIRED", "FINESS-GEOGRAPHIC-REQUIRED"}},
      {"SOFTWARE-INCOMPLETE", "/establishments/0/software",
       [](Dossier& d) { site(d).software.reset(); }},
      {"SOFTWARE-INCOMPLETE", "/establishments/0/software/version",
       [](Dossier& d) { site(d).software->version.clear(); }},
      {"DATE-IN-FUTURE", "/establishments/0/form_413/confirmed_on",
       [](Dossier& d) { site(d).form_413.confirmed_on = 2026y / 11 / 24; }},
      {"DATE-IN-FUTURE", "/establishments/0/certificates/0/requested_on",
       [](Dossier& d) {
         site(d).form_413.confirmed_on = site(d).form_413.sent_on;
         site(d).certificates[0].ordered_on = 2026y / 11 / 24;
       }},
      {"FORM-413-ENTITY-NUMBER",
       "/establishments/0/legal_entity",
       [](Dossier& d) {
         all_on(d, FinessKind::juridical);
         site(d).form_413 = {};
       },
       {"FINESS-GEOGRAPHIC-REQUIRED", "FINESS-GEOGRAPHIC-REQUIRED"}},
      {"FORM-413-ADDRESS", "/establishments/0/form_413/sent_to",
       [](Dossier& d) { site(d).form_413.sent_to = "monservicclient.certificats@asipsante.fr"; }},
      {"FORM-413-BEFORE-CONTRACT", "/establishments/0/form_413/sent_on",
       [](Dossier& d) { site(d).form_413.sent_on = 2020y / 2 / 10; }},
      {"DATE-IN-FUTURE", "/establishments/0/form_413/sent_on",
       [](Dossier& d) { site(d).form_413.sent_on = 2030y / 1 / 1; }},
  };
}

std::string long_name(std::size_t letters) {
  std::string name;
  for (std::size_t i = 0; i < letters; ++i) {
    name += "E";
  }
  return name;
}

std::vector<Case> naming_cases() {
  return {
      {"NAME-CUT", "/establishments/0/name", [](Dossier& d) { site(d).name = long_name(41); }},
      {"NAME-CUT", "/establishments/0/name", [](Dossier& d) { site(d).name = long_name(64); }},
      {"NAME-TOO-LONG", "/establishments/0/name", [](Dossier& d) { site(d).name = long_name(65); }},
      {"NAME-ACCENTS", "/establishments/0/name", [](Dossier& d) { site(d).name = "LES ÉRABLES"; }},
      {"NAME-CHARACTER",
       "/establishments/0/name",
       [](Dossier& d) { site(d).name = "CENTRE\u200D HOSPITALIER"; },
       {"NAME-ACCENTS"}},
      {"DEPARTMENT-UNKNOWN", "/establishments/0/department",
       [](Dossier& d) { site(d).department = "99"; }},
      {"DEPARTMENT-UNKNOWN", "/establishments/0/department",
       [](Dossier& d) {
         d.environment = model::Environment::test;
         site(d).finess_geographic = finess("0B0152872");
         site(d).finess_juridical.reset();
       }},
      {"DEPARTMENT-DIFFERS", "/establishments/0/department",
       [](Dossier& d) { site(d).department = "974"; }},
  };
}

}  // namespace

std::vector<Case> dmp::test::all_cases() {
  std::vector<Case> all;
  for (const auto& theme :
       {scope_cases(), finess_cases(), contract_cases(), representative_cases(),
        administrator_cases(), proxy_cases(), form_cases(), naming_cases(), edition_cases(),
        acceptance_cases(), group_cases(), contact_cases(), order_cases(), register_cases()}) {
    all.insert(all.end(), theme.begin(), theme.end());
  }
  return all;
}

TEST_CASE("A right dossier has nothing to report, and both of its sites are ready") {
  const auto outcome = judged(asked(read(right_dossier())));
  CHECK(rules_of(outcome.findings) == std::vector<std::string>{});
  REQUIRE(outcome.sites.size() == 2);
  CHECK(outcome.sites[0].ready());
  CHECK(outcome.sites[1].ready());
}

TEST_CASE("Each rule is triggered by what violates it, and by nothing else") {
  for (const auto& one : all_cases()) {
    INFO(one.rule << " at " << one.pointer);
    const auto outcome = judged(request_of(one));
    auto expected = one.others;
    expected.push_back(one.rule);
    std::ranges::sort(expected);
    CHECK(rules_of(outcome.findings) == expected);
    CHECK(std::ranges::any_of(outcome.findings, [&one](const Finding& finding) {
      return finding.rule == one.rule && finding.at.pointer == one.pointer;
    }));
  }
}

TEST_CASE("Every rule of the catalogue has a case, a reference and its texts in both languages") {
  const auto cases = all_cases();
  std::set<std::string_view> ids;
  for (const auto& check : rules::detail::dossier_checks()) {
    const auto& rule = check.rule;
    INFO(rule.id);
    CHECK(ids.insert(rule.id).second);
    CHECK_FALSE(rule.reference.empty());
    CHECK(std::ranges::find(cases, rule.id, &Case::rule) != cases.end());
    const auto* entry = catalogue().find(rule.id);
    REQUIRE(entry != nullptr);
    for (const auto text :
         {entry->english, entry->french, entry->english_remedy, entry->french_remedy}) {
      CHECK_FALSE(text.empty());
    }
  }
}

TEST_CASE("Every finding reads as a whole sentence in both languages") {
  for (const auto& one : all_cases()) {
    const auto outcome = judged(request_of(one));
    for (const auto& finding : outcome.findings) {
      for (const auto language : {Language::english, Language::french}) {
        for (const auto& text : {wording(language).text(finding.rule, finding.args),
                                 wording(language).remedy(finding.rule, finding.args)}) {
          INFO(finding.rule << ": " << text);
          CHECK(text.find('{') == std::string::npos);
          CHECK(text.find("rules.") == std::string::npos);
          CHECK(text.find("  ") == std::string::npos);
        }
      }
    }
  }
}

namespace {

/// Ways to leave out what a dossier need not have.
std::vector<std::function<void(Dossier&)>> omissions() {
  const auto each_site = [](auto leave_out) {
    return [leave_out](Dossier& d) { std::ranges::for_each(d.establishments, leave_out); };
  };
  const auto each_person = [](auto leave_out) {
    return [leave_out](Dossier& d) {
      for (auto& administrator : d.administrators) {
        leave_out(administrator.person);
      }
      for (auto& one : d.establishments) {
        if (one.representative) {
          leave_out(*one.representative);
        }
        for (auto& proxy : one.proxies) {
          leave_out(proxy.person);
        }
      }
    };
  };
  return {
      [](Dossier&) {},
      each_site([](auto& one) { one.name.clear(); }),
      each_site([](auto& one) { one.kind.clear(); }),
      each_site([](auto& one) { one.department.clear(); }),
      each_site([](auto& one) { one.finess_geographic.reset(); }),
      each_site([](auto& one) { one.finess_juridical.reset(); }),
      each_site([](auto& one) { one.siret.reset(); }),
      each_site([](auto& one) { one.legal_entity.reset(); }),
      each_site([](auto& one) { one.contract.reset(); }),
      each_site([](auto& one) { one.representative.reset(); }),
      each_site([](auto& one) { one.proxies.clear(); }),
      each_site([](auto& one) { one.administrators.clear(); }),
      each_site([](auto& one) { one.sector.reset(); }),
      each_site([](auto& one) { one.software.reset(); }),
      each_site([](auto& one) { one.software = model::Software{}; }),
      each_site([](auto& one) { one.form_413 = {}; }),
      each_site([](auto& one) {
        for (auto& proxy : one.proxies) {
          proxy.id.clear();
        }
      }),
      each_person([](auto& person) { person.card.reset(); }),
      each_person([](auto& person) {
        if (person.card) {
          person.card->number.reset();
          person.card->expires_on.reset();
        }
      }),
      each_person([](auto& person) { person = {{}, {}, {}, {}, person.card}; }),
      [](Dossier& d) { d.group = model::Group{}; },
  };
}

/// Whether a text shows where a value is missing.
bool has_gap(const std::string& text) {
  static const std::regex kGap(R"(  |""|« »|«  »|\(\)|\( | \)| ,| \.( |$)|^ | $|\{|none\)|néant)");
  return std::regex_search(text, kGap);
}

}  // namespace

TEST_CASE("No message prints an empty value, whatever a dossier leaves out") {
  const auto leave_outs = omissions();
  std::set<std::string> seen;
  for (const auto& one : all_cases()) {
    for (std::size_t i = 0; i < leave_outs.size(); ++i) {
      auto changed = one;
      changed.mutate = [&](Dossier& d) {
        one.mutate(d);
        leave_outs[i](d);
      };
      for (const auto& finding : judged(request_of(changed)).findings) {
        auto key = finding.rule;
        for (const auto& value : finding.args) {
          key += '|' + value.name + '=' + value.value;
        }
        if (!seen.insert(std::move(key)).second) {
          continue;
        }
        for (const auto language : {Language::english, Language::french}) {
          const auto text = wording(language).text(finding.rule, finding.args);
          const auto remedy = wording(language).remedy(finding.rule, finding.args);
          INFO(one.rule << " without " << i << ": " << text << " | " << remedy);
          CHECK_FALSE((has_gap(text) || has_gap(remedy)));
        }
      }
    }
  }
}

TEST_CASE("Only the rules over what was given count as applied") {
  const auto ids = [](const std::vector<rules::Rule>& rules) {
    std::set<std::string_view> found;
    for (const auto& rule : rules) {
      found.insert(rule.id);
    }
    return found;
  };
  const auto nothing = rules::rules_over({});
  CHECK((nothing.dossiers.empty() && nothing.certificates.empty() && nothing.machine.empty()));
  const auto dossier = rules::rules_over({.dossiers = true});
  CHECK(ids(dossier.dossiers).contains("CONTRACT-MISSING"));
  CHECK_FALSE(ids(dossier.dossiers).contains("REGISTER-CLOSED"));
  CHECK((dossier.certificates.empty() && dossier.machine.empty()));
  const auto compared = rules::rules_over({.dossiers = true, .finess_register = true});
  CHECK(ids(compared.dossiers).contains("REGISTER-CLOSED"));
  const auto alone = ids(rules::rules_over({.certificates = true}).certificates);
  CHECK(alone.contains("CERT-EXPIRED"));
  CHECK_FALSE(alone.contains("CERT-STRUCTURE-OTHER"));
  const auto card = ids(rules::rules_over({.cards = true}).machine);
  CHECK(card.contains("WORKSTATION-CARD"));
  CHECK_FALSE(card.contains("WORKSTATION-CLOCK"));
  const auto station = ids(rules::rules_over({.cards = true, .workstation = true}).machine);
  CHECK(station.contains("WORKSTATION-CLOCK"));
  CHECK_FALSE(station.contains("WORKSTATION-PORTAL"));
  // All together are the catalogue.
  const auto all = rules::rules_over({.dossiers = true,
                                      .finess_register = true,
                                      .certificates = true,
                                      .cards = true,
                                      .workstation = true,
                                      .portal = true});
  CHECK(all.dossiers.size() + all.certificates.size() + all.machine.size() +
            rules::detail::request_rules().size() ==
        rules::rules().size());
}
