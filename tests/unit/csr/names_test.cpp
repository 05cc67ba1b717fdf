#include "dmp/rules/subject.hpp"
#include "setup.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using model::Usage;

namespace {

constexpr model::WantedCertificate kSign{Usage::sign, model::FinessKind::geographic};

Error refusal_of(const std::string& name, std::string_view service = {}) {
  auto site = fleyriat();
  site.name = name;
  const auto subject = rules::subject_for(site, kSign, procedure(), service);
  REQUIRE_FALSE(subject);
  CHECK(subject.error().kind == ErrorKind::input);
  return subject.error();
}

const Finding* find(const Findings& findings, std::string_view rule) {
  const auto found = std::ranges::find(findings, rule, &Finding::rule);
  return found == findings.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a name that a certificate cannot hold is refused before any key is made, and where") {
  for (const auto& [name, position] : std::vector<std::pair<std::string, std::string>>{
           {"HÔPITAL\u0001DE JOUR", "8"},           // a control character
           {"CENTRE \U0001F3E5 HOSPITALIER", "8"},  // an emoji
           {"CENTRE \u202EREILATIPSOH", "8"},       // right-to-left override
           {"CENTRE\u200D HOSPITALIER", "7"},       // joiner
           {"H\u00ADPITAL", "2"},                   // soft hyphen
           {"CENTRE \uE000", "8"},                  // private use
           {"CENTRE \xF4", "8"}}) {                 // Latin-1
    CAPTURE(name);
    const auto error = refusal_of(name);
    CHECK(error.id == "SUBJECT-CHARACTER");
    CHECK(value_of(error, "attribute") == "O");
    CHECK(value_of(error, "position") == position);
    CHECK_FALSE(in_french().remedy(error.id, error.args).empty());
    Bench bench;
    bench.dossier.establishments[0].name = name;
    auto request = bench.request();
    request.generate = [](const x509::KeySpec&, const StopRequested&) -> Result<x509::PrivateKey> {
      FAIL("no key is needed");
      return fail(ErrorKind::internal, "KEY-GENERATION");
    };
    CHECK(bench.make(request).failures.size() == 2);
  }
  for (const auto* fine : {"CLINIQUE D’ŒUVRE N° 2", "HÔPITAL « ÉTÉ » № 3", "GCS® ÉTOILE & CIE"}) {
    auto site = fleyriat();
    site.name = fine;
    CHECK(rules::subject_for(site, kSign, procedure()));
  }
}

TEST_CASE("accents typed apart are composed, spaces of any kind are one, and that is said") {
  Bench bench;
  auto& site = bench.dossier.establishments[0];
  site.name = "HO\u0302PITAL  DE\u00A0L'E\u0301TE\u0301";
  auto request = bench.quick();
  request.usages = {Usage::sign};
  const auto outcome = bench.make(request);
  CHECK(outcome.orders.at(0).subject.organisation == "HÔPITAL DE L'ÉTÉ");
  CHECK(outcome.orders.at(0).order.site_name == "HÔPITAL  DE\u00A0L'ÉTÉ");
  CHECK(output_of("openssl req -noout -subject -nameopt sep_multiline,utf8 -in " +
                  quoted(bench.order("SIGN") / "request.csr"))
            .find("O=HÔPITAL DE L'ÉTÉ\n") != std::string::npos);
  const auto* said = find(outcome.findings, "CSR-NAME-COMPOSED");
  REQUIRE(said != nullptr);
  CHECK(said->severity == Severity::info);
  CHECK(said->site == "fleyriat");
  site.name = "HÔPITAL DE L'ÉTÉ";
  const auto again = bench.make(request);
  CHECK(again.orders.at(0).act == csr::Act::unchanged);
  CHECK(find(again.findings, "CSR-NAME-COMPOSED") == nullptr);
}

TEST_CASE("sixty-five characters: a name is cut where the authority cuts, a service is refused") {
  auto site = fleyriat();
  site.name = std::string(65, 'H');
  const auto subject = rules::subject_for(site, kSign, procedure());
  REQUIRE(subject);
  CHECK(subject->organisation == std::string(40, 'H'));
  const auto error = refusal_of("CH", std::string(65, 'S'));
  CHECK(error.id == "SUBJECT-TOO-LONG");
  CHECK(value_of(error, "attribute") == "CN");
  CHECK(value_of(error, "length") == "65");
  CHECK(rules::subject_for(site, kSign, procedure(), std::string(64, 'S')));
}

TEST_CASE("another service has a folder of its own, and that the DMP's name is left is said") {
  const Bench bench;
  auto request = bench.quick();
  request.usages = {Usage::auth_cli};
  CHECK(find(bench.make(request).findings, "CSR-SERVICE-NAME") == nullptr);
  request.service_name = "INSI-AUTO";
  const auto insi = bench.make(request);
  CHECK(insi.orders.at(0).folder == bench.order("AUTH_CLI.INSI-AUTO"));
  CHECK(insi.orders.at(0).order.service == "INSI-AUTO");
  const auto* said = find(insi.findings, "CSR-SERVICE-NAME");
  REQUIRE(said != nullptr);
  CHECK(said->severity == Severity::warning);
  CHECK(find(insi.findings, "CSR-SERVICE-CHARACTERS") == nullptr);
  request.service_name = "Portail santé/1";
  const auto free = bench.make(request);
  CHECK(free.orders.at(0).folder == bench.order("AUTH_CLI.Portail_sant___1"));
  CHECK(find(free.findings, "CSR-SERVICE-CHARACTERS") != nullptr);
  CHECK(std::filesystem::exists(bench.order("AUTH_CLI") / "key.pem"));
  request.service_name = "DMP AUTHENTIFICATION";
  const auto usual = bench.make(request);
  CHECK(usual.orders.at(0).folder == bench.order("AUTH_CLI"));
  CHECK(usual.orders.at(0).act == csr::Act::unchanged);
}

TEST_CASE("the DMP's names are taken to the letter, and each for its own usage") {
  // Outer spaces are not a person's choice.
  CHECK(rules::subject_for(fleyriat(), kSign, procedure(), " DMP SIGNATURE ")->common_name ==
        "DMP SIGNATURE");
  // The last ones: full-width letters, a Cyrillic P.
  for (const auto* wrong :
       {"dmp signature", "DMP-SIGNATURE", "Dmp  Signature", "DMPSIGNATURE",
        "\uFF24\uFF2D\uFF30\u3000\uFF33\uFF29\uFF27\uFF2E\uFF21\uFF34\uFF35\uFF32\uFF25",
        "DM\u0420 SIGNATURE"}) {
    CAPTURE(wrong);
    const auto error = refusal_of("CH", wrong);
    CHECK(error.id == "CSR-SERVICE-SPELLING");
    CHECK(value_of(error, "right") == "DMP SIGNATURE");
  }
  // A soft hyphen, which nobody sees.
  CHECK(refusal_of("CH", "DMP SIG\u00ADNATURE").id == "SUBJECT-CHARACTER");
  for (const auto* wrong : {"DMP AUTHENTIFICATION", "dmp authentification"}) {
    CHECK(refusal_of("CH", wrong).id == "CSR-SERVICE-USAGE");
  }
  auto exchanged = procedure();
  exchanged.service_names[Usage::sign] = "DMP AUTHENTIFICATION";
  const auto refused = rules::subject_for(fleyriat(), kSign, exchanged);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().id == "CSR-SERVICE-USAGE");
}

TEST_CASE("a name that differs by a letter or two is made, and that is said") {
  const Bench bench;
  auto request = bench.quick();
  request.usages = {Usage::sign};
  request.dry_run = true;
  for (const auto& [name, rule] : {std::pair("DMP SIGNTURE", "CSR-SERVICE-NEAR"),
                                   std::pair("DMP SIGNATURE 2", "CSR-SERVICE-NEAR"),
                                   std::pair("CACHET DU CH", "CSR-SERVICE-NAME")}) {
    request.service_name = name;
    const auto findings = bench.make(request).findings;
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == rule);
  }
  request.usages = {Usage::auth_cli};
  request.service_name = "DMP AUTHENTICATION";
  CHECK(bench.make(request).findings.at(0).rule == "CSR-SERVICE-NEAR");
}

TEST_CASE("INSi takes two names to the letter") {
  for (const auto* wrong : {"insi-auto", "INSI AUTO", "INSI_MANU", "Insi-Manu", "INSIAUTO"}) {
    CAPTURE(wrong);
    CHECK(refusal_of("CH", wrong).id == "CSR-SERVICE-INSI");
  }
  CHECK(value_of(refusal_of("CH", "insi manu"), "right") == "INSI-MANU");
  for (const auto* right : {"INSI-AUTO", "INSI-MANU", "INSI", "INSI-AUTO-2 X"}) {
    CHECK(rules::subject_for(fleyriat(), kSign, procedure(), right));
  }
}
