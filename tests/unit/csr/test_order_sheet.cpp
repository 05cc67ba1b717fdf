#include <sstream>

#include "dmp/core/utf8.hpp"
#include "setup.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

model::Order order_for(model::Usage usage) {
  model::Order order;
  order.site = "fleyriat";
  order.site_name = fleyriat().name;
  order.usage = usage;
  order.finess = "010000024";
  order.structure = "1010000024";
  order.service = procedure().service_name(usage);
  order.public_key_sha256 = std::string(64, 'a');
  return order;
}

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
  for (const auto* words : {"l'onglet « Demander »",
                            "l'offre « ORG »",
                            "« Demander un nouveau produit »",
                            "Si la plateforme propose le dépôt d'une CSR",
                            "request.csr",
                            "l'onglet « Retirer »",
                            "deux fois le code de révocation (secret n° 2)",
                            "mot de passe demandé (secret n° 1)",
                            "S'il est perdu, toute la demande est à refaire",
                            "C (pays) : FR",
                            "ST (département) : Ain (01)",
                            "O (organisation) : CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL ",
                            "OU (structure) : 1010000024",
                            "CN (service) : DMP SIGNATURE",
                            "aaaaaaaaaaaaaaaa",
                            "valable 3 ans",
                            "tant que le certificat est actif",
                            "60 jours avant la fin",
                            "dmpcert install CERTIFICAT --workspace WORKSPACE",
                            "FINESS géographique : 010000024",
                            "Environnement : production",
                            "Établissement : CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT",
                            "ans-2021-09-30"}) {
    CAPTURE(words);
    CHECK(sheet.find(words) != std::string::npos);
  }
  CHECK(sheet.find('{') == std::string::npos);
  CHECK(sheet.find("phrase de passe") == std::string::npos);
  CHECK(sheet.find("RÉPÉTITION") == std::string::npos);
}

TEST_CASE("the order sheet follows the order: encrypted key, test, rehearsal, other values") {
  auto order = order_for(model::Usage::sign);
  order.key_encrypted = true;
  order.environment = model::Environment::test;
  CHECK(said(sheet_of(order)).find("La phrase de passe de key.pem") != std::string::npos);
  CHECK(said(sheet_of(order)).find("avec une carte de test") != std::string::npos);
  order.environment = model::Environment::rehearsal;
  CHECK(said(sheet_of(order)).find("rien n'est à commander") != std::string::npos);
  auto policy = procedure();
  policy.validity_months = 18;
  policy.portal_url = "https://portail.example.fr";
  policy.portal_login_url.clear();
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
      CHECK(display_width(line) <= 80);
      CHECK_FALSE(line.ends_with(' '));
      CHECK(std::ranges::none_of(line, [](char c) { return c >= 0 && c < ' '; }));
    }
  }
}
