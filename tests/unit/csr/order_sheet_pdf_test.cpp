#include <algorithm>
#include <thread>

#include "sheet_samples.hpp"
#include "support/catalogue.hpp"
#include "support/count.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace dmp;
using namespace dmp::test;

namespace {

Result<Bytes> drawn(const model::Order& order, const model::Establishment& site = fleyriat(),
                    const policy::Policy& policy = procedure()) {
  return csr::order_sheet_pdf(order, site, policy);
}

/// A sheet in a file of a folder of its own.
struct Sheet {
  TemporaryFolder folder;
  std::filesystem::path path = folder / "order-sheet.pdf";

  explicit Sheet(const Result<Bytes>& pdf) {
    if (!pdf) {
      FAIL(in_english().text(pdf.error().id, pdf.error().args));
    }
    spill(path, std::string(as_text(*pdf)));
  }
  [[nodiscard]] std::string text_of() const {
    return output_of("pdftotext -layout " + quoted(path) + " -");
  }
  [[nodiscard]] std::string page(int number) const {
    const auto n = std::to_string(number);
    return output_of("pdftotext -layout -f " + n + " -l " + n + " " + quoted(path) + " -");
  }
  [[nodiscard]] int pages() const {
    const auto information = output_of("pdfinfo " + quoted(path));
    const auto at = information.find("Pages:");
    REQUIRE(at != std::string::npos);
    return std::stoi(information.substr(at + 6));
  }
};

/// What the sheet says, however it is broken into lines.
std::string said(std::string text) {
  for (std::size_t at = 0; (at = text.find("\u00A0", at)) != std::string::npos;) {
    text.replace(at, 2, " ");
  }
  std::string all;
  bool space = false;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\f';
    if (!is_space) {
      all += (space ? " " : "") + std::string(1, c);
    }
    space = is_space;
  }
  return all;
}

model::Order renewal_for(model::Usage usage) {
  auto order = order_for(usage);
  for (int i = 0; i < 4; ++i) {
    order.renews += "fedcba9876543210";
  }
  return order;
}

/// The order with everything that makes its sheet long.
model::Order longest_order() {
  auto order = renewal_for(model::Usage::auth_cli);
  order.site_name =
      "ÉTABLISSEMENT D’HÉBERGEMENT POUR PERSONNES ÂGÉES DÉPENDANTES « LES CŒURS D’ÎLE » À "
      "SAINT-PIERRE-D’ENTREMONT-LES-BAINS";
  order.service = "serveur-de-documents.service-informatique.ght-bresse.example.fra";
  order.key_encrypted = true;
  order.environment = model::Environment::rehearsal;
  order.site = std::string(64, 'w');
  return order;
}

}  // namespace

TEST_CASE("the PDF of an order has every value in one piece, and a box to tick before each step") {
  const auto order = order_for(model::Usage::sign);
  const Sheet sheet(drawn(order));
  const auto page = sheet.text_of();
  for (const std::string& value :
       {std::string("ORG"), order.structure, std::string("SIGN"), std::string("DMP SIGNATURE"),
        std::string("request.csr"), procedure().portal_url, procedure().portal_login_url,
        order.public_key_sha256, std::string("0123 4567 89ab cdef 0123 4567 89ab cdef"),
        std::string("Ain (01)"), std::string("CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL\n"),
        std::string("CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT\n"),
        std::string("openssl x509 -in certificat.pem -noout -pubkey |")}) {
    CAPTURE(value);
    CHECK(page.find(value) != std::string::npos);
  }
  CHECK(count_of(page, "☐") == 13);
  const auto words = said(page);
  for (const auto* sentence :
       {"l’onglet « Demander »", "Choisir « Demander un nouveau produit »",
        "Choisi à la demande, exigé au retrait", "toute la demande est à refaire",
        "le code de révocation", "fleyriat · FINESS 010000024 · SIGN · préparée le 23/11/2026",
        "Page 1 sur 2", "Page 2 sur 2", "valable 3 ans"}) {
    CAPTURE(sentence);
    CHECK(words.find(sentence) != std::string::npos);
  }
  CHECK(words.find("phrase de passe") == std::string::npos);
  CHECK(words.find("ESSAI") == std::string::npos);
}

TEST_CASE("the PDF says all that the text says, be it a request, a renewal, encrypted or a trial") {
  auto order =
      GENERATE(order_for(model::Usage::auth_cli), renewal_for(model::Usage::sign), longest_order());
  order.site = "fleyriat";
  const Sheet sheet(drawn(order));
  const auto flattened = [](std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  };
  // Two columns and wrapped names come in another order, so word by word.
  const auto page = flattened(said(sheet.text_of()));
  std::istringstream lines(csr::order_sheet(order, fleyriat(), procedure()));
  std::size_t checked = 0;
  for (std::string word; lines >> word;) {
    if (word.find_first_not_of("-=!") == std::string::npos || word == "rien" || word == "choisi") {
      continue;  // Underlines and markers; and what begins a sentence there.
    }
    CAPTURE(word);
    CHECK(page.find(word) != std::string::npos);
    ++checked;
  }
  CHECK(checked > 300);
}

TEST_CASE("the PDF of a renewal has the steps of a renewal and both digests") {
  const auto order = renewal_for(model::Usage::auth_cli);
  const Sheet sheet(drawn(order));
  const auto page = said(sheet.text_of());
  CHECK(page.starts_with("Fiche de renouvellement – certificat ORG AUTH_CLI"));
  CHECK(page.find("Demander son « renouvellement »") != std::string::npos);
  CHECK(page.find("Demander un nouveau produit") == std::string::npos);
  CHECK(page.find(order.renews) != std::string::npos);
  CHECK(page.find(order.public_key_sha256) != std::string::npos);
}

TEST_CASE("no sheet is longer than two pages, and each page says that an order is a trial") {
  auto policy = procedure();
  policy.portal_url += "/" + std::string(60, 'p');
  policy.portal_login_url += "/" + std::string(60, 'l');
  auto order = longest_order();
  const auto [environment, band] = GENERATE(table<model::Environment, std::string>(
      {{model::Environment::rehearsal, "ESSAI"}, {model::Environment::test, "TEST"}}));
  order.environment = environment;
  const Sheet sheet(drawn(order, fleyriat(), policy));
  REQUIRE(sheet.pages() == 2);
  for (const int page : {1, 2}) {
    CHECK(sheet.page(page).find(band) != std::string::npos);
  }
  const auto page = sheet.text_of();
  CHECK(page.find(policy.portal_url) != std::string::npos);
  CHECK(page.find(policy.portal_login_url) != std::string::npos);
  CHECK(page.find(order.service) != std::string::npos);
  CHECK(said(page).find("La phrase de passe de key.pem") != std::string::npos);
}

TEST_CASE("the PDF follows the policy: no login address, Corsican and overseas numbers") {
  auto policy = procedure();
  policy.portal_login_url.clear();
  auto order = order_for(model::Usage::sign);
  const auto [number, department, state] = GENERATE(table<std::string, std::string, std::string>(
      {{"2A0000014", "2A", "Corse-du-Sud (2A)"}, {"970300026", "973", "Guyane (973)"}}));
  order.finess = number;
  order.structure = "1" + number;
  auto site = fleyriat();
  site.department = department;
  const auto page = Sheet(drawn(order, site, policy)).text_of();
  CHECK(page.find(order.structure) != std::string::npos);
  CHECK(page.find(state) != std::string::npos);
  CHECK(page.find("pfc-auth") == std::string::npos);
  CHECK(page.find("s’y authentifier") == std::string::npos);
}

TEST_CASE("the PDF is sound, tagged, titled and dated by the order's history") {
  auto order = order_for(model::Usage::sign);
  order.history.push_back(
      {model::OrderState::delivered, *parse_instant("2026-12-01T10:00:00Z"), "claire", {}, {}});
  const Sheet sheet(drawn(order));
  CHECK_THAT(output_of("qpdf --check " + quoted(sheet.path)),
             ContainsSubstring("No syntax or stream"));
  const auto information = output_of("pdfinfo -isodates " + quoted(sheet.path));
  CHECK_THAT(information, ContainsSubstring("(A4)") && ContainsSubstring("Tagged:          yes"));
  CHECK_THAT(information, ContainsSubstring("CreationDate:    2026-11-23T10:00:00Z"));
  CHECK_THAT(information, ContainsSubstring("Fiche de commande ORG SIGN — CENTRE HOSPITALIER"));
  const auto tree = output_of("pdfinfo -struct-text " + quoted(sheet.path));
  for (const auto* tag : {"H1", "H2", "H3", "Table", "TR", "TH", "TD", "L (block)", "LI", "Lbl"}) {
    CAPTURE(tag);
    CHECK_THAT(tree, ContainsSubstring(tag));
  }
  CHECK_THAT(
      output_of("pdfinfo -url " + quoted(sheet.path)),
      ContainsSubstring(procedure().portal_url) && ContainsSubstring(procedure().portal_login_url));
  CHECK(output_of("pdffonts " + quoted(sheet.path) +
                  " | tail -n +3 | grep -vc 'yes yes yes' ||"
                  " true") == "0\n");
  CHECK(std::filesystem::file_size(sheet.path) < 100'000);
}

TEST_CASE("the same order gives the same bytes, in whatever thread") {
  const auto first = order_for(model::Usage::sign);
  const auto second = longest_order();
  const auto expected_first = drawn(first);
  const auto expected_second = drawn(second);
  REQUIRE((expected_first && expected_second));
  CHECK(*drawn(first) == *expected_first);
  CHECK(*expected_first != *expected_second);
  std::vector<int> same(4);
  std::vector<std::thread> threads;
  for (int& counted : same) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) {
        const auto one = drawn(first);
        const auto other = drawn(second);
        counted += one && *one == *expected_first && other && *other == *expected_second ? 1 : 0;
      }
    });
  }
  std::ranges::for_each(threads, &std::thread::join);
  CHECK(same == std::vector<int>(4, 5));
}

TEST_CASE("an order without history has the PDF's oldest date, never the clock's") {
  auto order = order_for(model::Usage::sign);
  order.history.clear();
  const Sheet sheet(drawn(order));
  CHECK_THAT(output_of("pdfinfo -isodates " + quoted(sheet.path)),
             ContainsSubstring("CreationDate:    1970-01-01T00:00:00Z"));
  CHECK(sheet.text_of().find("préparée le") == std::string::npos);
}

TEST_CASE("what cannot be drawn is an error that names the value, never a box or a cut") {
  auto order = order_for(model::Usage::sign);
  const auto error_of = [&] {
    const auto pdf = drawn(order);
    REQUIRE_FALSE(pdf);
    return pdf.error();
  };
  SECTION("a character that the font lacks, in the name") {
    order.site_name = "CENTRE HOSPITALIER 🏥";
    CHECK(error_of().id == "PDF-GLYPH");
    CHECK(value_of(error_of(), "label") == "Établissement");
    CHECK(value_of(error_of(), "character") == "🏥");
  }
  SECTION("a control character in the name") {
    order.site_name = "CENTRE\x1b[31m HOSPITALIER";
    CHECK(error_of().id == "PDF-CHARACTER");
  }
  SECTION("a name of 2,000 letters") {
    order.site_name = std::string(2000, 'M');
    CHECK(error_of().id == "PDF-TOO-LONG");
    CHECK(value_of(error_of(), "label") == "Établissement");
  }
  SECTION("a name that is not UTF-8") {
    order.site_name = "H\xF4pital";
    CHECK(error_of().id == "PDF-UTF8");
  }
  SECTION("a service with a right-to-left mark") {
    order.service = "DMP\u200F SIGNATURE";
    CHECK(error_of().id == "PDF-CHARACTER");
    CHECK(value_of(error_of(), "label") == "Service applicatif");
  }
}

TEST_CASE("spaces of any kind in a name are one space, as in the request") {
  auto order = order_for(model::Usage::sign);
  order.site_name = "CENTRE\tHOSPITALIER\u00A0 DE\nBOURG";
  CHECK(Sheet(drawn(order)).text_of().find("CENTRE HOSPITALIER DE BOURG\n") != std::string::npos);
}

TEST_CASE("a command line that is wider than the page goes on in the next line of the sheet") {
  const auto path = "/srv/" + std::string(300, 'x') + "/end";
  const csr::SheetCommands commands{{"install --workspace " + path, "  --trust"},
                                    {"watch " + path}};
  const Sheet sheet(
      csr::order_sheet_pdf(order_for(model::Usage::sign), fleyriat(), procedure(), commands));
  auto page = sheet.text_of();
  std::erase_if(page, [](char c) { return c == ' ' || c == '\n'; });
  CHECK_THAT(page, ContainsSubstring("install--workspace" + path + "--trust"));
  CHECK_THAT(page, ContainsSubstring("watch" + path));
}
