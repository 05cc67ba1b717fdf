#include "dmp/install/passphrase.hpp"

#include <algorithm>
#include <utility>

#include "dmp/base/passphrase.hpp"

namespace dmp::install {
namespace {

using Kind = Target::Kind;

bool is_read_by_java(Kind kind) {
  return kind == Kind::java || kind == Kind::jks || kind == Kind::java_trust;
}

bool is_ascii(const Secret& passphrase) {
  return std::ranges::all_of(passphrase.view(), [](std::uint8_t byte) { return byte < 0x80; });
}

}  // namespace

Status check_target_passphrase(const Target& target, bool allow_weak) {
  const bool is_keystore = target.kind == Kind::pkcs12 || is_read_by_java(target.kind);
  if (!is_keystore || target.passphrase == nullptr) {
    return {};
  }
  const auto passphrase = normalised_passphrase(*target.passphrase);
  if (auto fine = check_passphrase_form(passphrase); !fine) {
    return fine;
  }
  if (is_read_by_java(target.kind) && !is_ascii(passphrase)) {
    return fail(ErrorKind::secret, "INSTALL-PASSPHRASE-ASCII", {arg("path", target.path.string())});
  }
  if (allow_weak || target.kind == Kind::java_trust) {
    return {};
  }
  auto fine = check_new_passphrase(passphrase);
  if (!fine) {
    fine.error().id = "INSTALL-PASSPHRASE-WEAK";
    fine.error().args.push_back(arg("path", target.path.string()));
  }
  return fine;
}

}  // namespace dmp::install
