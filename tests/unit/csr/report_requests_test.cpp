#include <string>

#include "dmp/csr/report.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/evil.hpp"
#include "support/rendered.hpp"

using namespace dmp;
using csr::VerifyOutcome;
using dmp::test::kEvil;
using rules::JudgedRequest;

namespace {

rules::JudgedRequest sample_row() {
  rules::JudgedRequest row;
  row.file = "orders.pem";
  row.index = 2;
  row.request.line = 30;
  row.request.label = "NEW CERTIFICATE REQUEST";
  row.request.subject.units = {"1010000024"};
  row.request.subject.common_name = "DMP SIGNATURE";
  row.request.subject.printed = "CN=DMP SIGNATURE,OU=1010000024";
  row.request.public_key_sha256 = std::string(64, 'a');
  row.request.key_algorithm = "RSA";
  row.request.key_bits = 1024;
  row.request.public_exponent = "3";
  row.request.signature_algorithm = "sha1WithRSAEncryption";
  row.request.signature_valid = true;
  row.request.attributes = 1;
  row.request.attribute_details = {{"1.2.840.113549.1.9.14", "extensionRequest"}};
  row.request.extensions = {{"2.5.29.17", "subjectAltName", false}};
  row.request.alternative_names = {"dNSName"};
  row.request.envelope =
      model::RequestEnvelope{true, "CN=x,C=FR", std::string(64, 'b'),
                             *parse_instant("2026-11-23T10:00:00Z"), "2600301752"};
  row.request.envelope->hash = "SHA384";
  row.request.envelope->signing_certificate = model::SigningCertificate::agrees;
  using model::CheckResult;
  using model::SignerCheck;
  row.signer = model::SignerVerdict{model::Usage::card_sign,
                                    model::Environment::rehearsal,
                                    "CN=root",
                                    "adm-dsi",
                                    {{SignerCheck::signature, CheckResult::holds},
                                     {SignerCheck::key, CheckResult::fails},
                                     {SignerCheck::chain, CheckResult::holds},
                                     {SignerCheck::card_status, CheckResult::not_verified}}};
  row.sha256 = std::string(64, 'c');
  row.weaknesses = {x509::Weakness::too_short, x509::Weakness::exponent_small};
  row.site = "fleyriat";
  row.usage = model::Usage::sign;
  row.accepted = false;
  return row;
}

VerifyOutcome of(std::vector<rules::JudgedRequest> requests) {
  VerifyOutcome outcome;
  outcome.requests = std::move(requests);
  return outcome;
}

}  // namespace

TEST_CASE("few requests are blocks") {
  CHECK(to_text(of({sample_row()}), {in_english()}) ==
        "orders.pem:30: refused\n"
        "  subject         CN=DMP SIGNATURE,OU=1010000024\n"
        "  structure       1010000024 (site fleyriat)\n"
        "  usage           SIGN\n"
        "  key             RSA 1024: too short, small exponent\n"
        "  key SHA-256     " +
            std::string(64, 'a') +
            "\n"
            "  signature       sha1WithRSAEncryption, valid\n"
            "  attributes      extensionRequest (subjectAltName)\n"
            "  signed by       CN=x,C=FR, card 2600301752 of administrator adm-dsi, at "
            "2026-11-23T10:00:00Z, valid\n"
            "  verified        signature, chain\n"
            "  not verified    card in the dossier\n"
            "  failed          signature key\n");
  auto plain = sample_row();
  plain.file = "request.der";
  plain.index = 1;
  plain.request = {};
  plain.request.key_algorithm = "EC";
  plain.request.key_curve = "prime256v1";
  plain.request.subject.printed = "CN=x";
  plain.request.signature_algorithm = "ecdsa-with-SHA256";
  plain.weaknesses = {};
  plain.signer = std::nullopt;
  plain.site = "";
  plain.usage = std::nullopt;
  plain.accepted = true;
  CHECK(to_text(of({plain}), {in_french()}) ==
        "request.der: acceptée\n"
        "  sujet           CN=x\n"
        "  clé             EC prime256v1\n"
        "  signature       ecdsa-with-SHA256, non valide\n");
}

TEST_CASE("many requests are a table, blocks when all is asked for") {
  std::vector<rules::JudgedRequest> rows(5, sample_row());
  const auto table = to_text(of(rows), {in_english()});
  CHECK(table.starts_with(
      "Verdict  Site      Structure   Service        Key       Weaknesses                 Source\n"
      "refused  fleyriat  1010000024  DMP SIGNATURE  RSA 1024  too short, small exponent  "
      "orders.pem:30\n"));
  render::TextStyle style{in_english()};
  style.all = true;
  CHECK(to_text(of(rows), style).starts_with("orders.pem:30: refused\n"));
  CHECK(to_text(of({}), {in_english()}).empty());
}

TEST_CASE("what could trick a terminal in a request is shown, not sent") {
  auto row = sample_row();
  row.file = row.request.subject.printed = row.request.subject.common_name = kEvil;
  row.request.subject.units = {kEvil};
  row.request.envelope->signer = row.signer->administrator = row.signer->anchor = kEvil;
  row.request.attribute_details[0].name = kEvil;
  for (const auto& text :
       {to_text(of({row}), {in_english()}),
        to_text(of(std::vector<rules::JudgedRequest>(9, row)), {in_english()})}) {
    CHECK(text.find('\x1B') == std::string::npos);
    CHECK(text.find("\u202E") == std::string::npos);
    CHECK(text.find('\x01') == std::string::npos);
  }
}

TEST_CASE("a request in JSON has all that is known, and no value of an attribute") {
  const auto json = dmp::test::rendered([](const render::Sink& sink) {
    write_json(of({sample_row()}), {}, {"csr", {}, in_english()}, sink);
  });
  const auto from = json.find("  \"requests\": [");
  REQUIRE(from != std::string::npos);
  CHECK(json.substr(from) == R"(  "requests": [
    {
      "source": "orders.pem",
      "index": 2,
      "line": 30,
      "kind": "NEW CERTIFICATE REQUEST",
      "subject_rfc2253": "CN=DMP SIGNATURE,OU=1010000024",
      "structure": "1010000024",
      "service": "DMP SIGNATURE",
      "organisation": "",
      "key_algorithm": "RSA",
      "key_bits": 1024,
      "key_curve": "",
      "public_exponent": "3",
      "public_key_sha256": ")" + std::string(64, 'a') +
                                 R"(",
      "request_sha256": ")" + std::string(64, 'c') +
                                 R"(",
      "signature_algorithm": "sha1WithRSAEncryption",
      "signature_valid": true,
      "attributes": [
        "extensionRequest"
      ],
      "extensions": [
        "subjectAltName"
      ],
      "alternative_names": [
        "dNSName"
      ],
      "weaknesses": [
        "too-short",
        "exponent-small"
      ],
      "site": "fleyriat",
      "usage": "SIGN",
      "envelope": {
        "signature_valid": true,
        "signer_rfc2253": "CN=x,C=FR",
        "signer_sha256": ")" + std::string(64, 'b') +
                                 R"(",
        "signed_at": "2026-11-23T10:00:00Z",
        "card_number": "2600301752",
        "hash": "SHA384",
        "signing_certificate": "agrees",
        "signers": 1,
        "signer_usage": "CARD_SIGN",
        "environment": "rehearsal",
        "administrator": "adm-dsi",
        "chain_holds": true,
        "anchor_rfc2253": "CN=root",
        "checks": {
          "signature": "holds",
          "key": "fails",
          "chain": "holds",
          "card-status": "not-verified"
        }
      },
      "verdict": "refused"
    }
  ]
}
)");
}
