#include "dmp/x509/skim.hpp"

#include <filesystem>

#include "dmp/x509/container.hpp"
#include "support/rehearsal.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

/// What skimming promises to be the same.
void check_same(const model::CertificateFacts& quick, const model::CertificateFacts& full) {
  CHECK(quick.subject == full.subject);
  CHECK(quick.issuer == full.issuer);
  CHECK(quick.usage == full.usage);
  CHECK(quick.environment == full.environment);
  CHECK(quick.serial == full.serial);
  CHECK(quick.sha256 == full.sha256);
  CHECK(quick.not_before == full.not_before);
  CHECK(quick.not_after == full.not_after);
  CHECK(quick.key_usage_ends == full.key_usage_ends);
  CHECK(quick.is_ca == full.is_ca);
  CHECK(quick.product_category == full.product_category);
  CHECK(quick.subject_key_id == full.subject_key_id);
  CHECK(quick.authority_key_id == full.authority_key_id);
}

/// Compares every file of a folder; returns how many certificates were skimmed and how many there
/// are.
std::pair<int, int> compare(const std::filesystem::path& folder) {
  int skimmed = 0;
  int all = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) {
      continue;
    }
    const auto content = slurp(entry.path());
    const auto full = x509::read_contents(as_bytes(content), "file");
    const auto quick = x509::skim_contents(as_bytes(content));
    CAPTURE(entry.path());
    if (!full) {
      CHECK_FALSE(quick);
      continue;
    }
    all += static_cast<int>(full->certificates.size());
    for (const auto& certificate : full->certificates) {
      if (const auto one = x509::skim_certificate(certificate.der())) {
        ++skimmed;
        check_same(*one, certificate.facts());
      }
    }
    if (quick) {
      REQUIRE(quick->size() == full->certificates.size());
      for (std::size_t i = 0; i < quick->size(); ++i) {
        check_same((*quick)[i], full->certificates[i].facts());
      }
    }
  }
  return {skimmed, all};
}

}  // namespace

TEST_CASE("skimming agrees with OpenSSL on every real certificate, and knows the IGC-Santé's") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  const auto [skimmed, all] = compare(folder);
  CHECK(all > 20);
  CHECK(skimmed * 10 >= all * 8);
}

TEST_CASE("skimming agrees with OpenSSL on the public authorities of the machine") {
  const std::filesystem::path folder = "/etc/ssl/certs";
  if (!std::filesystem::exists(folder)) {
    return;
  }
  compare(folder);
}

TEST_CASE("skimming knows the rehearsal authority's certificates, PEM and DER") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("site");
  for (const auto* usage : {"AUTH_CLI", "SIGN", "CONF"}) {
    CAPTURE(usage);
    const auto pem = slurp(rehearsal.issue("site", usage, key));
    const auto full = x509::read_contents(as_bytes("a text before\n" + pem), "file");
    REQUIRE(full);
    const auto quick = x509::skim_contents(as_bytes("a text before\n" + pem + "\nand after\n"));
    REQUIRE(quick);
    REQUIRE(quick->size() == 1);
    check_same(quick->front(), full->certificates.front().facts());
    const auto& der = full->certificates.front().der();
    REQUIRE(x509::skim_contents(der));
  }
}

TEST_CASE("what is damaged anywhere is never skimmed to other facts than OpenSSL's") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "SIGN", rehearsal.make_key("site")));
  const auto full = x509::read_contents(as_bytes(pem), "file");
  REQUIRE(full);
  const auto der = full->certificates.front().der();
  int both = 0;
  for (std::size_t at = 0; at < der.size(); ++at) {
    for (const unsigned change : {0x01U, 0x80U, 0xFFU}) {
      auto damaged = der;
      damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ change);
      const auto quick = x509::skim_certificate(damaged);
      const auto slow = quick ? x509::Certificate::from_der(damaged, "file")
                              : Result<x509::Certificate>(full->certificates.front());
      CAPTURE(at, change);
      CHECK(slow);
      if (quick && slow) {
        ++both;
        check_same(*quick, slow->facts());
      }
    }
  }
  CHECK(both > 100);  // the key and the signature are not looked into
  CHECK_FALSE(x509::skim_certificate({}));
  CHECK_FALSE(x509::skim_contents(as_bytes(pem.substr(0, pem.size() / 2))));
  CHECK_FALSE(x509::skim_contents(as_bytes("no certificate")));
}
