#include "report_sample.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::check;
using namespace dmp::check::test;

namespace {

/// Of a report without findings, what follows the sentence that says so.
std::string shown(std::vector<model::SiteReadiness> sites, std::vector<model::Step> steps,
                  const Wording& wording, int width = 100) {
  Report report;
  report.outcome.sites = std::move(sites);
  report.outcome.steps = std::move(steps);
  auto options = in_wording(wording);
  options.style.width = width;
  const auto text = to_text(report, options);
  return text.substr(std::min(text.size(), text.find("\n\n")) + 2);
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
  CHECK(shown(sites, {}, in_english(), 120) ==
        "Site      FINESS     State    Stage     Errors  Warnings  Name                   "
        "Blocked by\n"
        "ehpad     -          blocked  contract       2         0  RÉSIDENCE DES ÉRABLES  "
        "CONTRACT-MISSING, FINESS-KEY\n"
        "fleyriat  010000024  ready    order          0         1  CH DE BOURG-EN-BRESSE  -\n");
  const std::string indent(87, ' ');
  CHECK(
      shown(sites, {}, in_french(), 112) ==
      "Site      FINESS     État    Étape     Erreurs  Avertissements  Nom                    "
      "Bloqué par\n"
      "ehpad     -          bloqué  contrat         2               0  RÉSIDENCE DES ÉRABLES  "
      "CONTRACT-MISSING,\n" +
          indent + "FINESS-KEY\n" +
          "fleyriat  010000024  prêt    commande        0               1  CH DE BOURG-EN-BRESSE  "
          "-\n");
  CHECK(to_text({}, english()) == "No findings.\n");
}

TEST_CASE("next steps are numbered, with who, form, addressee, day and what they open") {
  model::Step step;
  step.act = "severity.warning";
  step.actor = "severity.info";
  step.form = "101";
  step.addressee = "contrats@exemple.example";
  step.unblocks = model::Stage::card;
  step.due = parse_date("2026-12-24");
  model::SiteReadiness site;
  site.site = "fleyriat";
  site.steps = {step, step};
  const auto text = shown({site}, {step}, in_english());
  CHECK(text.substr(0, text.find("\n\n") + 1) ==
        "Next steps\n"
        "  the dossier as a whole\n"
        "    1. warning\n"
        "       info · form 101 → contrats@exemple.example · by 2026-12-24 · unblocks: card\n"
        "  site fleyriat\n"
        "    1. warning\n"
        "       info · form 101 → contrats@exemple.example · by 2026-12-24 · unblocks: card\n"
        "    2. warning\n"
        "       info · form 101 → contrats@exemple.example · by 2026-12-24 · unblocks: card\n");
  const std::vector<model::SiteReadiness> many(12, site);
  CHECK(shown(many, {}, in_english()).find("2 more sites have steps (to show all: --all)\n\n") !=
        std::string::npos);
}

TEST_CASE("a site's words trick no terminal") {
  const std::string evil = "\x1B]0;x\x07\u202E\xFF\n";
  model::SiteReadiness site;
  site.site = site.name = site.finess = evil;
  site.blocking_rules = {evil};
  CHECK(shown({site}, {}, in_english()).find_first_of("\x1B\x07\xFF") == std::string::npos);
}
