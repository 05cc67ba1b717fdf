#pragma once

#include <algorithm>
#include <string>

#include "dmp/x509/summary.hpp"
#include "helpers.hpp"
#include "support/sound_key.hpp"

namespace dmp::test {

/// Field by field, so that a failure names the one.
inline void check_same(const model::CertificateSummary& quick,
                       const model::CertificateSummary& full) {
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
  CHECK(quick == full);
}

/// A self-signed certificate by the openssl command, in DER.
inline Bytes made(const std::string& options, const std::string& extensions = "",
                  const std::string& key = "ec -pkeyopt ec_paramgen_curve:prime256v1") {
  const TemporaryFolder folder;
  spill(folder / "x.cnf",
        "[req]\ndistinguished_name=dn\nx509_extensions=e\n[dn]\n[e]\n" + extensions);
  spill(folder / "index", "");
  shell(folder.path(), "openssl req -x509 -config x.cnf -newkey " + key +
                           " -nodes -keyout key -subj /CN=x -outform DER -out der " + options);
  const auto der = slurp(folder / "der");
  const auto bytes = as_bytes(der);
  return {bytes.begin(), bytes.end()};
}

/// Puts other characters in place of the first of the same length.
inline Bytes replaced(Bytes der, std::string_view before, std::string_view after) {
  REQUIRE(before.size() == after.size());
  const auto at = as_text(der).find(before);
  REQUIRE(at != std::string_view::npos);
  std::ranges::copy(as_bytes(after), der.begin() + static_cast<std::ptrdiff_t>(at));
  return der;
}

/// Whatever the quick reader makes of it, the whole one makes of it, too; tells whether both do.
inline bool agree(ByteView der) {
  const auto quick = x509::summarise(der);
  const auto full = x509::Certificate::from_der(der, "file");
  if (quick) {
    REQUIRE(full);
    check_same(*quick, full->facts());
  }
  return quick.has_value();
}

/// The same of a certificate whose key or algorithms may be no such things.
inline bool agree_but_for_key(ByteView der) {
  auto quick = x509::summarise(der);
  if (!quick) {
    return false;
  }
  if (const auto same = x509::Certificate::from_der(der, "file")) {
    check_same(*quick, same->facts());
  } else {
    const auto full = x509::Certificate::from_der(with_sound_key(der), "file");
    REQUIRE(full);
    quick->sha256 = full->facts().sha256;
    check_same(*quick, full->facts());
  }
  return true;
}

}  // namespace dmp::test
