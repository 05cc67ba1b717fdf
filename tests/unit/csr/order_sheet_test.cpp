#include <sstream>

#include "dmp/base/utf8.hpp"
#include "sheet_samples.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

/// The sheet with every run of spaces and line ends as one space: what it says, however wrapped.
std::string said(const std::string& sheet) {
  std::istringstream in(sheet);
  std::string all;
  for (std::string word; in >> word;) {
    all += word + " ";
  }
  return all;
}

std::string sheet_of(const model::Order& order) {
  return csr::order_sheet(order, fleyriat(), procedure());
}

}  // namespace

TEST_CASE("the order sheet has the exact values of the portal, alone on their lines") {
  const auto sign = sheet_of(order_for(model::Usage::sign));
  CHECK(sign.find("\n        DMP SIGNATURE\n") != std::string::npos);
  CHECK(sign.find("\n        SIGN\n") != std::string::npos);
  CHECK(sign.find("\n        1010000024\n") != std::string::npos);
  CHECK(sign.find("\n        https://pfc.eservices.esante.gouv.fr\n") != std::string::npos);
  CHECK(sign.find("DMP AUTHENTIFICATION") == std::string::npos);
  const auto client = sheet_of(order_for(model::Usage::auth_cli));
  CHECK(client.find("\n        DMP AUTHENTIFICATION\n") != std::string::npos);
  CHECK(client.find("\n        AUTH_CLI\n") != std::string::npos);
  CHECK(client.find("DMP SIGNATURE") == std::string::npos);
}

TEST_CASE("the order sheet tells the steps, the two secrets, the subject and what comes next") {
  const auto sheet = said(sheet_of(order_for(model::Usage::sign)));
  for (const auto* words : {"l’onglet « Demander »",
                            "Offre : ORG",
                            "Choisir l’offre et la structure",
                            "« Demander un nouveau produit »",
                            "Si la plateforme propose le dépôt d’une CSR",
                            "request.csr",
                            "l’onglet « Retirer »",
                            "deux fois le code de révocation (secret n° 2)",
                            "mot de passe demandé (secret n° 1)",
                            "S’il est perdu, toute la demande est à refaire",
                            "C (pays) : FR",
                            "ST (département) : Ain (01)",
                            "O (organisation) : CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL ",
                            "OU (structure) : 1010000024",
                            "CN (service) : DMP SIGNATURE",
                            "CN=DMP SIGNATURE,OU=1010000024,O=CENTRE HOSPITALIER DE "
                            "BOURG-EN-BRESSE FL,ST=Ain (01),C=FR",
                            "0123456789abcdef0123456789abcdef",
                            "valable 3 ans",
                            "tant que le certificat est actif",
                            "60 jours avant la fin",
                            "https://tech.esante.gouv.fr/outils-services/igc-sante/"
                            "manuels-utilisateurs",
                            "FINESS géographique : 010000024",
                            "Environnement : production",
                            "Établissement : CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT",
                            "ans-2021-09-30"}) {
    CAPTURE(words);
    CHECK(sheet.find(words) != std::string::npos);
  }
  CHECK(sheet.find('{') == std::string::npos);
  CHECK(sheet.find("phrase de passe") == std::string::npos);
  CHECK(sheet.find("ESSAI") == std::string::npos);
  CHECK(sheet.find("renouvellement –") == std::string::npos);
  CHECK(sheet.find("Remplacement") == std::string::npos);
}

TEST_CASE("the order sheet has the command lines that it is given, and no others") {
  const auto order = order_for(model::Usage::sign);
  CHECK(sheet_of(order).find("dmpcert") == std::string::npos);
  const csr::SheetCommands commands{{"verify this \\", "  --first"}, {"watch this"}};
  const auto sheet = csr::order_sheet(order, fleyriat(), procedure(), commands);
  const auto verify = sheet.find("\n        verify this \\\n          --first\n");
  CHECK(verify != std::string::npos);
  CHECK(sheet.find("\n        watch this\n", verify) != std::string::npos);
}

TEST_CASE("the sheet of a renewal has the steps of a renewal, and no step of a new product") {
  auto order = order_for(model::Usage::sign);
  order.renews = std::string(64, 'e');
  const auto sheet = said(sheet_of(order));
  for (const auto* words :
       {"Fiche de renouvellement – certificat ORG SIGN",
        "Demande : renouvellement du certificat en service", "1. Ouvrir la plateforme IGC-Santé",
        "2. Retrouver le produit en service", "3. Demander son « renouvellement »",
        "le certificat n’est plus actif et ne se renouvelle plus", "request.csr",
        "Laisser en service l’ancienne paire", "alors seulement, mettre l’ancienne hors service",
        "eeee eeee eeee", "secret n° 1", "secret n° 2"}) {
    CAPTURE(words);
    CHECK(sheet.find(words) != std::string::npos);
  }
  for (const auto* words : {"Demander un nouveau produit", "l’onglet « Demander »", "9. "}) {
    CAPTURE(words);
    CHECK(sheet.find(words) == std::string::npos);
  }
  CHECK(sheet.find(order.renews) != std::string::npos);
}

TEST_CASE("an order under another name does not claim to be for the DMP") {
  auto order = order_for(model::Usage::auth_cli);
  CHECK(said(sheet_of(order)).find("s’authentifier auprès du DMP") != std::string::npos);
  CHECK(said(sheet_of(order)).find("un autre nom que celui du DMP") == std::string::npos);
  order.service = "INSI-AUTO";
  const auto other = said(sheet_of(order));
  CHECK(other.find("auprès du DMP") == std::string::npos);
  CHECK(other.find("Service applicatif : INSI-AUTO (un autre nom que celui du DMP, « DMP "
                   "AUTHENTIFICATION »)") != std::string::npos);
  CHECK(other.find("CN (service) : INSI-AUTO") != std::string::npos);
  order = order_for(model::Usage::sign);
  order.service = "GHT Bresse";
  CHECK(said(sheet_of(order)).find("soumis au DMP") == std::string::npos);
  order = order_for(model::Usage::conf);
  order.service = "Confidentialité";
  CHECK(said(sheet_of(order)).find("DMP") == std::string::npos);
}

TEST_CASE("the digest of the key is there in groups of four, and whole where there is a key") {
  auto order = order_for(model::Usage::sign);
  const auto sheet = sheet_of(order);
  CHECK(sheet.find("\n        0123 4567 89ab cdef 0123 4567 89ab cdef\n") != std::string::npos);
  CHECK(sheet.find("\n        " + order.public_key_sha256 + "\n") != std::string::npos);
  order.public_key_sha256.clear();
  CHECK(sheet_of(order).find("SHA-256") == std::string::npos);
}

TEST_CASE("the order sheet follows the order: encrypted key, test, rehearsal, other values") {
  auto order = order_for(model::Usage::sign);
  order.key_encrypted = true;
  order.environment = model::Environment::test;
  CHECK(said(sheet_of(order)).find("La phrase de passe de key.pem") != std::string::npos);
  CHECK(said(sheet_of(order)).find("avec une carte de test") != std::string::npos);
  order.environment = model::Environment::rehearsal;
  CHECK(said(sheet_of(order)).find("rien n’est à commander") != std::string::npos);
  auto policy = procedure();
  policy.validity_months = 18;
  policy.portal_url = "https://portail.example.fr";
  policy.portal_login_url.clear();
  policy.portal_manual_url.clear();
  const auto sheet = said(csr::order_sheet(order, fleyriat(), policy));
  CHECK(sheet.find("valable 18 mois") != std::string::npos);
  CHECK(sheet.find("https://portail.example.fr") != std::string::npos);
  CHECK(sheet.find("esante.gouv.fr") == std::string::npos);
}

TEST_CASE("the order sheet is UTF-8 in eighty columns, whatever the name of the site") {
  auto order = order_for(model::Usage::auth_cli);
  for (const std::string& name :
       {fleyriat().name,
        std::string("ÉTABLISSEMENT\tD'HÉBERGEMENT\nPOUR\x1b[31m PERSONNES ÂGÉES "
                    "DÉPENDANTES DE L'HÔPITAL DE BOURG-EN-BRESSE {usage}"),
        std::string(300, 'M')}) {
    order.site_name = name;
    const auto sheet = sheet_of(order);
    CHECK_FALSE(find_invalid_utf8(sheet));
    CHECK(sheet.ends_with('\n'));
    std::istringstream lines(sheet);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      // The subject is in one piece, to be copied.
      CHECK((display_width(line) <= 80 || line.starts_with("        CN=DMP AUTHENTIFICATION,OU=")));
      CHECK_FALSE(line.ends_with(' '));
      CHECK(std::ranges::none_of(line, [](char c) { return c >= 0 && c < ' '; }));
    }
  }
}
