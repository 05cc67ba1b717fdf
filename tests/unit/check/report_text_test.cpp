#include "report_sample.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::check;
using namespace dmp::check::test;

namespace {

std::string shown(std::vector<model::SiteReadiness> sites, std::vector<model::Step> steps,
                  const Wording& wording, int width = 0, GroupBy by = GroupBy::usual) {
  Report report;
  report.outcome.sites = std::move(sites);
  report.outcome.steps = std::move(steps);
  auto options = in_wording(wording);
  options.style.table_width = width;
  options.style.in_full = "--details";
  options.group_by = by;
  return to_text(report, options);
}

}  // namespace

TEST_CASE("sites say whether they are ready and what stands in the way") {
  std::vector<model::SiteReadiness> sites(2);
  sites[0].site = "fleyriat";
  sites[0].name = "CH DE BOURG-EN-BRESSE";
  sites[0].finess = "010000024";
  sites[0].ready = true;
  sites[0].warnings = 1;
  sites[1].site = "ehpad";
  sites[1].name = "RÉSIDENCE DES ÉRABLES";
  sites[1].errors = 2;
  sites[1].blocking_rules = {"CONTRACT-MISSING", "FINESS-KEY"};
  sites[0].stage = model::Stage::order;
  CHECK(shown(sites, {}, in_english()) ==
        "2 sites: 1 can order, 1 blocked by 2 things\n"
        "\n"
        "Site      FINESS     State    Stage     Errors  Warnings  Name                   "
        "Blocked by\n"
        "ehpad     -          blocked  contract       2         0  RÉSIDENCE DES ÉRABLES  "
        "CONTRACT-MISSING, FINESS-KEY\n"
        "fleyriat  010000024  ready    order          0         1  CH DE BOURG-EN-BRESSE  0\n"
        "\n"
        "No findings.\n");
  const std::string indent(87, ' ');
  CHECK(
      shown(sites, {}, in_french(), 112) ==
      "2 sites : 1 peut commander, 1 bloqué par 2 points\n"
      "\n"
      "Site      FINESS     État    Étape     Erreurs  Avertissements  Nom                    "
      "Bloqué par\n"
      "ehpad     -          bloqué  contrat         2               0  RÉSIDENCE DES ÉRABLES  "
      "CONTRACT-MISSING,\n" +
          indent + "FINESS-KEY\n" +
          "fleyriat  010000024  prêt    commande        0               1  CH DE BOURG-EN-BRESSE  "
          "0\n"
          "\n"
          "Aucun constat.\n");
  CHECK(to_text({}, english()) == "No findings.\n");
}

TEST_CASE("more than twenty sites are counted by what they have in common") {
  std::vector<model::SiteReadiness> sites(21);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    sites[i].site = "site-" + std::to_string(i);
    sites[i].ready = i != 7;
  }
  sites[7].blocking_rules = {"CONTRACT-MISSING"};
  const auto text = shown(sites, {}, in_english());
  CHECK(text.find("\n     1  blocked  contract  CONTRACT-MISSING  site-7\n") != std::string::npos);
  CHECK(text.find("\n    20  ready    contract  0                 site-0, site-1,") !=
        std::string::npos);
  CHECK(text.find("site-10 and 10 more\n") != std::string::npos);
  CHECK(text.ends_with("To show everything: --details\n"));
}

TEST_CASE("acts of today stand under those who do them; all steps where that is asked for") {
  model::Step step;
  step.act = "severity.warning";
  step.actor = "severity.info";
  step.form = "101";
  step.addressee = "contrats@exemple.example";
  step.unblocks = model::Stage::card;
  step.due = parse_date("2026-12-24");
  auto waiting = step;
  waiting.can_start = false;
  waiting.stage = model::Stage::order;
  model::SiteReadiness site;
  site.site = "fleyriat";
  site.steps = {step, waiting};
  const auto after_summary = [](const std::string& text) {
    const auto begin = text.find("\n\n") + 2;
    return text.substr(begin, text.find("\n\n", begin) + 1 - begin);
  };
  CHECK(after_summary(shown({site}, {step}, in_english())) ==
        "To do today\n"
        "  info\n"
        "    - warning (form 101) → contrats@exemple.example · by 2026-12-24\n"
        "    - warning (form 101) (fleyriat) → contrats@exemple.example · by 2026-12-24\n"
        "  Then: order\n");
  CHECK(after_summary(shown({site}, {step}, in_english(), 0, GroupBy::site)) ==
        "Next steps\n"
        "  the dossier as a whole\n"
        "    1. warning\n"
        "       info · form 101 → contrats@exemple.example · by 2026-12-24 · unblocks: card\n"
        "  site fleyriat\n"
        "    1. warning\n"
        "       info · form 101 → contrats@exemple.example · by 2026-12-24 · unblocks: card\n"
        "    2. warning\n"
        "       info · form 101 → contrats@exemple.example · by 2026-12-24 · unblocks: card\n");
  site.steps = {waiting};
  CHECK(after_summary(shown({site}, {}, in_english())) == "Nothing to do today\n  Then: order\n");
}

TEST_CASE("what a dossier lacks is a list of its own, notes come last, and what is cut is said") {
  const auto report_with = [](std::uint32_t todos) {
    Report report;
    for (std::uint32_t line = 1; line <= todos; ++line) {
      report.outcome.findings.push_back(made(
          "DOSSIER-TODO", Severity::error, {"d.json", "/people/0/phone", line, 5}, "",
          {arg("of", "dsi"), arg("what", line == 1 ? "telephone number" : std::to_string(line))}));
    }
    return report;
  };
  auto options = english();
  options.style.in_full = "--details";
  options.notes = {"A note."};
  CHECK(to_text(report_with(1), options) ==
        "1 value to fill in\n"
        "  person dsi\n"
        "    line 1:5  phone  telephone number (ask the person)\n"
        "\n"
        "Errors: 1 · Warnings: 0 · Remarks: 0 · Accepted: 0\n"
        "\n"
        "A note.\n");
  const auto whole = to_text(report_with(40), options);
  CHECK(whole.find("line 40:5") != std::string::npos);
  CHECK(whole.ends_with("\nA note.\n"));
  const auto cut = to_text(report_with(42), options);
  CHECK(cut.find("line 41:5") == std::string::npos);
  CHECK(cut.find("\n  2 more values to fill in\n") != std::string::npos);
  CHECK(cut.ends_with("\nA note.\n\nTo show everything: --details\n"));
  options.style.all = true;
  const auto all = to_text(report_with(42), options);
  CHECK(all.find("line 42:5") != std::string::npos);
  CHECK(all.ends_with("\nA note.\n"));
}

TEST_CASE("what is the same of many sites is said once, with their names") {
  Report report;
  const auto lacks = [&report](std::uint32_t line, const std::string& pointer,
                               const std::string& of, const std::string& what) {
    report.outcome.findings.push_back(made("DOSSIER-TODO", Severity::error,
                                           {"d.json", pointer, line, 5}, "",
                                           {arg("of", of), arg("what", what)}));
  };
  for (std::uint32_t i = 0; i < 12; ++i) {
    const auto site = "/establishments/" + std::to_string(i);
    const auto name = "site-" + std::to_string(i);
    lacks(10 * i + 1, site + "/kind", name, "kind of site");
    lacks(10 * i + 2, site + "/sector", name, "public or private");
  }
  lacks(200, "/establishments/3/contract/number", "site-3", "number");
  lacks(210, "/people/0/phone", "dsi", "telephone number");
  lacks(220, "/people/1/phone", "noel", "telephone number");
  const auto text = to_text(report, english());
  CHECK(
      text.starts_with("27 values to fill in\n"
                       "  sites site-0, site-1, site-2, site-3, site-4, site-5, site-6, site-7, "
                       "site-8, site-9 and 2 more\n"
                       "    line 1:5 …  kind             kind of site (FINESS register)\n"
                       "    line 2:5 …  sector           public or private (FINESS register)\n"
                       "  site site-3\n"
                       "    line 200:5  contract/number  number (on the agreement; ANS's client "
                       "service knows it too)\n"
                       "  person dsi\n"
                       "    line 210:5  phone            telephone number (ask the person)\n"
                       "  person noel\n"
                       "    line 220:5  phone            telephone number (ask the person)\n"));
  auto all = english();
  all.style.all = true;
  const auto whole = to_text(report, all);
  CHECK(whole.find("  site site-11\n    line 111:5  kind") != std::string::npos);
}

TEST_CASE("a site's words trick no terminal") {
  const std::string evil = "\x1B]0;x\x07\u202E\xFF\n";
  model::SiteReadiness site;
  site.site = site.name = site.finess = evil;
  site.blocking_rules = {evil};
  CHECK(shown({site}, {}, in_english()).find_first_of("\x1B\x07\xFF") == std::string::npos);
}
