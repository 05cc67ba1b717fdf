#include <algorithm>

#include "sample.hpp"

namespace dmp::form413::test {
namespace {

using Catch::Matchers::ContainsSubstring;

/// The line of the page that has the label.
std::string line_with(const std::string& page, const std::string& label) {
  const auto at = page.find(label);
  INFO(label << "\n" << page);
  REQUIRE(at != std::string::npos);
  const auto begin = page.rfind('\n', at) + 1;
  return page.substr(begin, page.find('\n', at) - begin);
}

std::string text_of(const std::filesystem::path& pdf) {
  return output("pdftotext -layout '" + pdf.string() + "' -");
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

model::Dossier with_administrators(std::size_t count) {
  auto dossier = complete_dossier();
  dossier.administrators.clear();
  dossier.establishments.front().administrators.clear();
  for (std::size_t i = 0; i < count; ++i) {
    const auto id = "adm-" + std::to_string(i);
    dossier.administrators.push_back(administrator(id, "NOM" + std::to_string(i) + "FIN", "Prénom",
                                                   std::to_string(2600301000 + i)));
    dossier.establishments.front().administrators.push_back(id);
  }
  return dossier;
}

Error error_of(const model::Dossier& dossier, const policy::Policy& policy = edition()) {
  const auto drawn = draw(dossier, dossier.establishments.front(), policy, kToday);
  REQUIRE_FALSE(drawn);
  return drawn.error();
}

std::string argument(const Error& error, const std::string& name) {
  const auto found = std::ranges::find(error.args, name, &Arg::name);
  return found == error.args.end() ? "" : found->value;
}

TEST_CASE("every value stands beside its label") {
  const TemporaryFolder folder;
  const auto page = text_of(made(folder, complete_dossier()));
  const std::pair<const char*, const char*> expected[] = {
      {"Dénomination de la structure *", "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT"},
      {"(sauf structures ne prenant pas en charge", "010000024"},
      {"Responsable légal", "☒ Responsable légal"},
      {"Responsable légal", "☐ Mandataire"},
      {"\n Nom *", ""},
      {"Prénom(s) *", "Françoise Cœlia"},
      {"Email professionnel *", "direction@example.fr"},
      {"2600301752", "LEFÈBVRE-NOËL"},
      {"2600301752", "Anaïs"},
      {"2600301752", "+33 4 74 00 00 01"},
      {"2600301752", "adm-dsi@example.fr"},
      {"2600301753", "D’ORNANO"},
      {"2600301753", "Œdipe Maël"},
      {"Éditeur de la solution", "Éditions Médicales de l’Été"},
      {"Solution utilisée", ""},
      {"Certificat ORG", "☒ Certificat ORG (Personne morale) usage AUTH_CLI, SIGN, CONF"},
  };
  for (const auto& [label, value] : expected) {
    CHECK_THAT(line_with(page, label), ContainsSubstring(value));
  }
  CHECK_THAT(page.substr(page.find("\n Nom *")), ContainsSubstring("DE LA TOUR D’AUVERGNE"));
  CHECK_THAT(line_with(page, "DE LA TOUR D’AUVERGNE"), ContainsSubstring("Nom *"));
  CHECK_THAT(line_with(page, "1234567890"), ContainsSubstring("N° de carte *"));
  CHECK_THAT(line_with(page, "Dossier€ Patient"), ContainsSubstring("Solution utilisée"));
  CHECK_THAT(page, ContainsSubstring("Authentification et signature sur le DMP"));
  CHECK_FALSE(has(page, "26010004500012"));
}

TEST_CASE("the parts have the titles and the numbering of the procedure") {
  const TemporaryFolder folder;
  const auto page = text_of(made(folder, complete_dossier()));
  const char* const titles[] = {
      "Formulaire n° 413 — Commande de certificats logiciels",
      "Document préparé par dmpcert, à reporter sur le formulaire officiel",
      "https://esante.gouv.fr/documents/413",
      "3. Identification de la structure bénéficiaire",
      "3.1 Identification de la structure",
      "Laissé vide malgré l’astérisque",
      "RPPS rang",
      "3.2 Identification du représentant légal ou du mandataire",
      "Page 1 sur 2",
      "4. Informations spécifiques",
      "4.1 Déclaration des administrateurs techniques",
      "4.2 Usage des certificats et solution utilisée",
      "4.3 Type de certificats souhaités",
      "Signature du responsable légal",
      "Cachet de la structure",
      "à envoyer par mail à l’adresse suivante",
      "monserviceclient.certificats@asipsante.fr",
      "Page 2 sur 2"};
  std::size_t at = 0;
  for (const auto* title : titles) {
    const auto found = page.find(title, at);
    INFO(title);
    REQUIRE(found != std::string::npos);
    at = found;
  }
}

TEST_CASE("the PDF is sound, small, of two A4 pages, in French, with its fonts in it") {
  const TemporaryFolder folder;
  const auto pdf = made(folder, complete_dossier()).string();
  CHECK_THAT(output("qpdf --check '" + pdf + "'"), ContainsSubstring("No syntax or stream"));
  const auto information = output("pdfinfo '" + pdf + "'");
  CHECK_THAT(information, ContainsSubstring("Pages:           2"));
  CHECK_THAT(information, ContainsSubstring("(A4)"));
  CHECK_THAT(information, ContainsSubstring("Tagged:          yes"));
  CHECK_THAT(information, ContainsSubstring("FLEYRIAT"));
  CHECK_THAT(output("pdfinfo -isodates '" + pdf + "'"), ContainsSubstring("2026-11-23T00:00:00"));
  CHECK_THAT(output("qpdf --json --json-key=qpdf '" + pdf + "'"),
             ContainsSubstring("DisplayDocTitle"));
  CHECK((slurp(pdf).find("/CreationDate (D:20261123000000Z)") != std::string::npos));
  CHECK_THAT(output("qpdf --json --json-key=qpdf '" + pdf + "'"), ContainsSubstring("fr-FR"));
  CHECK(std::filesystem::file_size(pdf) < 150'000);
  const auto fonts = output("pdffonts '" + pdf + "' | tail -n +3");
  CHECK(std::ranges::count(fonts, '\n') >= 2);
  CHECK(output("pdffonts '" + pdf + "' | tail -n +3 | grep -vc 'yes yes yes' || true") == "0\n");
}

TEST_CASE("screen readers find one document with headings and tables") {
  const TemporaryFolder folder;
  const auto tree =
      output("pdfinfo -struct-text '" + made(folder, complete_dossier()).string() + "'");
  CHECK(tree.starts_with("Document"));
  CHECK_THAT(tree,
             ContainsSubstring("H1") && ContainsSubstring("H2") && ContainsSubstring("Table"));
  CHECK_THAT(tree, ContainsSubstring("\"010000024\""));
}

TEST_CASE("the same input gives the same bytes, another day other ones") {
  const auto dossier = complete_dossier();
  const auto& site = dossier.establishments.front();
  const auto first = draw(dossier, site, edition(), kToday);
  const auto second = draw(dossier, site, edition(), kToday);
  const auto third = draw(dossier, site, edition(), *parse_date("2026-11-24"));
  REQUIRE((first && second && third));
  CHECK(*first == *second);
  CHECK(*first != *third);
}

TEST_CASE("the mandataire's form ticks Mandataire and asks for the mandataire's signature") {
  const TemporaryFolder folder;
  auto dossier = complete_dossier();
  dossier.establishments.front().signatory = model::Signatory::proxy;
  const auto page = text_of(made(folder, dossier));
  CHECK_THAT(line_with(page, "Responsable légal"), ContainsSubstring("☒ Mandataire"));
  CHECK_THAT(line_with(page, "ÇELIK"), ContainsSubstring("Nom *"));
  CHECK_THAT(page, ContainsSubstring("Signature du mandataire") && ContainsSubstring("Zoé ÇELIK"));
  CHECK_FALSE(has(page, "AUVERGNE"));
}

TEST_CASE("a form of tests says on every page not to send it") {
  const TemporaryFolder folder;
  auto dossier = complete_dossier();
  CHECK_FALSE(has(text_of(made(folder, dossier)), "ne pas envoyer"));
  dossier.environment = GENERATE(model::Environment::test, model::Environment::rehearsal);
  const auto pdf = made(folder, dossier).string();
  for (const auto* page : {"1", "2"}) {
    CHECK_THAT(output("pdftotext -f " + std::string(page) + " -l " + page + " '" + pdf + "' -"),
               ContainsSubstring("ne pas envoyer"));
  }
}

TEST_CASE("a draft says so on every page, with a word that is no text of the page") {
  const TemporaryFolder folder;
  const auto dossier = complete_dossier();
  const auto pdf = draw(dossier, dossier.establishments.front(), edition(), kToday, true);
  REQUIRE(pdf);
  spill(folder / "draft.pdf", std::string(as_text(*pdf)));
  for (const std::string page : {"1", "2"}) {
    const auto text = output("pdftotext -f " + page + " -l " + page + " '" +
                             folder.path().string() + "/draft.pdf' -");
    CHECK_THAT(text, ContainsSubstring("Brouillon : document à compléter"));
    CHECK_FALSE(has(text, "BROU"));
    CHECK_FALSE(has(text, "essai"));
  }
}

TEST_CASE("a draft of a rehearsal says on every page that it is both") {
  const TemporaryFolder folder;
  auto dossier = complete_dossier();
  dossier.environment = model::Environment::rehearsal;
  const auto pdf = draw(dossier, dossier.establishments.front(), edition(), kToday, true);
  REQUIRE(pdf);
  spill(folder / "draft.pdf", std::string(as_text(*pdf)));
  for (const std::string page : {"1", "2"}) {
    CHECK_THAT(output("pdftotext -f " + page + " -l " + page + " '" + folder.path().string() +
                      "/draft.pdf' -"),
               ContainsSubstring("Brouillon d’un dossier d’essai"));
  }
}

TEST_CASE("Corsican and overseas numbers, names of 90 characters, a policy without address") {
  const TemporaryFolder folder;
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  const auto number = GENERATE("2A0000014", "970216057", "970100400");
  site.finess_geographic = finess(number);
  site.name =
      "ÉTABLISSEMENT D’HÉBERGEMENT POUR PERSONNES ÂGÉES DÉPENDANTES « LES CŒURS D’ÎLE » À ST";
  auto policy = edition();
  policy.client_service_email.clear();
  policy.form_413_url.clear();
  const auto page = text_of(made(folder, dossier, policy));
  CHECK_THAT(page, ContainsSubstring(number));
  CHECK_THAT(page, ContainsSubstring("ÉTABLISSEMENT D’HÉBERGEMENT POUR PERSONNES ÂGÉES"));
  CHECK_THAT(page, ContainsSubstring("DÉPENDANTES « LES CŒURS D’ÎLE » À ST"));
  CHECK_THAT(page, ContainsSubstring("à l’adresse qu’indique le formulaire officiel"));
}

TEST_CASE("an incomplete form is drawn all the same") {
  const TemporaryFolder folder;
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  site = model::Establishment{};
  const auto page = text_of(made(folder, dossier));
  CHECK_THAT(page, ContainsSubstring("☐ Responsable légal") && ContainsSubstring("☐ Mandataire"));
  CHECK_THAT(page, ContainsSubstring("Signature du responsable légal ou du mandataire"));
}

TEST_CASE("sixty administrators go on over further pages, none of them lost") {
  const TemporaryFolder folder;
  const auto dossier = with_administrators(60);
  const auto pdf = made(folder, dossier);
  const auto page = text_of(pdf);
  for (const auto& each : dossier.administrators) {
    const auto line = line_with(page, each.person.card->number->text());
    CHECK_THAT(line, ContainsSubstring(" " + each.person.family_name + " "));
    CHECK_THAT(line, ContainsSubstring(" " + each.person.email));
  }
  CHECK_THAT(page, ContainsSubstring("se poursuit page 3") && ContainsSubstring("Page 5 sur 5"));
  CHECK(std::filesystem::file_size(pdf) < 150'000);
  output("qpdf --check '" + pdf.string() + "'");
}

TEST_CASE("six administrators fit on page 2, seven do not") {
  const TemporaryFolder folder;
  CHECK_THAT(text_of(made(folder, with_administrators(6))), ContainsSubstring("Page 2 sur 2"));
  CHECK_THAT(text_of(made(folder, with_administrators(7))), ContainsSubstring("Page 3 sur 3"));
}

TEST_CASE("long names and addresses of administrators shrink, then wrap") {
  const TemporaryFolder folder;
  auto dossier = with_administrators(1);
  auto& person = dossier.administrators.front().person;
  person.family_name = "RAVELOMANANTSOAMANANARIVO";
  person.given_names = "Marie-Bernadette Léopoldine Joséphine";
  person.email = "marie-bernadette.ravelomanantsoamananarivo@chu-de-la-reunion.example";
  auto page = text_of(made(folder, dossier));
  std::erase_if(page, [](char c) { return c == ' ' || c == '\n'; });
  CHECK_THAT(page, ContainsSubstring("Léopoldine") && ContainsSubstring("Joséphine"));
}

TEST_CASE("a value that does not fit is refused with its label, never cut") {
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  SECTION("a name of 300 letters") {
    site.name = std::string(300, 'W');
    const auto error = error_of(dossier);
    CHECK(error.id == "PDF-TOO-LONG");
    CHECK(error.kind == ErrorKind::input);
    CHECK(argument(error, "label") == "3.1 Dénomination de la structure");
    CHECK(argument(error, "length") == "300");
  }
  SECTION("a name of 300 characters in words") {
    while (site.name.size() < 300) {
      site.name += " GRAND ÉTABLISSEMENT";
    }
    CHECK(error_of(dossier).id == "PDF-TOO-LONG");
  }
  SECTION("a name of 300,000 letters") {
    site.name = std::string(300'000, 'a');
    CHECK(error_of(dossier).id == "PDF-TOO-LONG");
  }
  SECTION("an administrator's phone") {
    dossier.administrators[1].person.phone = std::string(80, '4');
    CHECK(argument(error_of(dossier), "label") == "4.1 Téléphone (adm-edi)");
  }
  SECTION("an address of the policy") {
    auto policy = edition();
    policy.client_service_email = std::string(200, 'm') + "@example.fr";
    CHECK(argument(error_of(dossier, policy), "label") == "Adresse du service client");
  }
}

TEST_CASE("a character that the font lacks is named with its field") {
  auto dossier = complete_dossier();
  dossier.administrators[0].person.given_names = "Anaïs 🏥";
  const auto error = error_of(dossier);
  CHECK(error.id == "PDF-GLYPH");
  CHECK(argument(error, "character") == "🏥");
  CHECK(argument(error, "code") == "U+1F3E5");
  CHECK(argument(error, "label") == "4.1 Prénom figurant sur la carte (adm-dsi)");
  dossier.administrators[0].person.given_names = "日本";
  CHECK(argument(error_of(dossier), "code") == "U+65E5");
}

}  // namespace
}  // namespace dmp::form413::test
