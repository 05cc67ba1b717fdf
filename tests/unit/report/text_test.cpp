#include "dmp/report/document.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::report;

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
  CHECK(sites_to_text(sites, {in_english(), false, 120}) ==
        "Site      FINESS     State    Stage     Errors  Warnings  Name                   "
        "Blocked by\n"
        "ehpad     -          blocked  contract       2         0  RÉSIDENCE DES ÉRABLES  "
        "CONTRACT-MISSING, FINESS-KEY\n"
        "fleyriat  010000024  ready    order          0         1  CH DE BOURG-EN-BRESSE  -\n");
  const std::string indent(87, ' ');
  CHECK(
      sites_to_text(sites, {in_french(), false, 112}) ==
      "Site      FINESS     État    Étape     Erreurs  Avertissements  Nom                    "
      "Bloqué par\n"
      "ehpad     -          bloqué  contrat         2               0  RÉSIDENCE DES ÉRABLES  "
      "CONTRACT-MISSING,\n" +
          indent + "FINESS-KEY\n" +
          "fleyriat  010000024  prêt    commande        0               1  CH DE BOURG-EN-BRESSE  "
          "-\n");
  CHECK(sites_to_text({}, {in_english()}).empty());
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
  CHECK(steps_to_text({step}, {site}, {in_english(), false, 100}) ==
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
  CHECK(steps_to_text({}, many, {in_english(), false, 100})
            .ends_with("2 more sites have steps (to show all: --all)\n"));
  CHECK(steps_to_text({}, {}, {in_english()}).empty());
}

TEST_CASE("a site's words trick no terminal") {
  const std::string evil = "\x1B]0;x\x07\u202E\xFF\n";
  model::SiteReadiness site;
  site.site = site.name = site.finess = evil;
  site.blocking_rules = {evil};
  CHECK(sites_to_text({site}, {in_english()}).find_first_of("\x1B\x07\xFF") == std::string::npos);
}
