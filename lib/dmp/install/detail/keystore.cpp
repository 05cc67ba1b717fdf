#include "dmp/install/detail/keystore.hpp"

#include <set>

#include "dmp/x509/container.hpp"

namespace dmp::install::detail {
namespace {

tl::unexpected<Error> closed(const FoundKey& key) {
  return fail(ErrorKind::secret, "PASSPHRASE-NEEDED", {arg("file", key.place)});
}

std::set<std::string> fingerprints(const std::vector<x509::Certificate>& certificates) {
  std::set<std::string> result;
  for (const auto& each : certificates) {
    result.insert(each.facts().sha256);
  }
  return result;
}

}  // namespace

Result<Secret> KeyFile::content() const {
  if (is_copy()) {
    return key.pem.clone();
  }
  if (!key.key) {
    return closed(key);
  }
  return key.key->pem(plain ? nullptr : passphrase);
}

bool KeyFile::is_met_by(ByteView existing, const std::string& name) const {
  if (is_copy()) {
    return std::ranges::equal(existing, key.pem.view());
  }
  const auto in_clear = x509::PrivateKey::read(existing, name);
  if (plain || passphrase == nullptr) {
    return in_clear && in_clear->public_key_sha256() == key.public_key_sha256;
  }
  const auto opened = x509::PrivateKey::read(existing, name, passphrase);
  return !in_clear && opened && opened->public_key_sha256() == key.public_key_sha256;
}

Result<Secret> Keystore::content() const {
  if (!key.key) {
    return closed(key);
  }
  const auto& facts = leaf.facts();
  auto made = x509::make_pkcs12(*key.key, leaf, chain, passphrase,
                                facts.subject.common_name + " " + facts.structure());
  if (!made) {
    return fail(std::move(made.error()));
  }
  Secret content{*made};
  wipe(*made);
  return content;
}

bool Keystore::is_met_by(ByteView existing, const std::string& name) const {
  const auto held = x509::read_pkcs12_key(existing, name, &passphrase);
  const auto contents = x509::read_contents(existing, name, &passphrase);
  if (!held || !contents || held->public_key_sha256() != key.public_key_sha256) {
    return false;
  }
  auto wanted = fingerprints(chain);
  wanted.insert(leaf.facts().sha256);
  return fingerprints(contents->certificates) == wanted;
}

}  // namespace dmp::install::detail
