#include "dmp/install/detail/keystore.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "dmp/x509/container.hpp"
#include "dmp/x509/keystore.hpp"

namespace dmp::install::detail {
namespace {

tl::unexpected<Error> closed(const FoundKey& key) {
  return fail(ErrorKind::secret, Reason::passphrase_needed, "PASSPHRASE-NEEDED",
              {arg("file", key.place)});
}

std::set<model::Fingerprint> fingerprints(const std::vector<x509::Certificate>& certificates) {
  std::set<model::Fingerprint> result;
  for (const auto& each : certificates) {
    result.insert(each.facts().sha256);
  }
  return result;
}

Result<Secret> kept(Result<Bytes> made) {
  if (!made) {
    return fail(std::move(made.error()));
  }
  return Secret(*made);
}

x509::Pkcs12Form form_of(bool compatible) {
  return compatible ? x509::Pkcs12Form::compatible : x509::Pkcs12Form::modern;
}

bool holds(ByteView content, ByteView part) {
  return std::search(content.begin(), content.end(), part.begin(), part.end()) != content.end();
}

/// The older form has no PBES2 (1.2.840.113549.1.5.13) in it.
bool is_compatible(ByteView pkcs12) {
  static constexpr std::array<std::uint8_t, 9> kPbes2 = {0x2A, 0x86, 0x48, 0x86, 0xF7,
                                                         0x0D, 0x01, 0x05, 0x0D};
  return !holds(pkcs12, kPbes2);
}

/// The friendly name of a key lies in clear, in two bytes a character.
bool names_alias(ByteView pkcs12, std::string_view alias) {
  Bytes wide;
  for (const char c : alias) {
    wide.push_back(0);
    wide.push_back(static_cast<std::uint8_t>(c));
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) {
      return true;  // Not worth a decoder.
    }
  }
  return holds(pkcs12, wide);
}

/// Whether a file is one PEM block and nothing else, so that nobody has put anything beside the
/// key.
bool is_bare_block(ByteView content) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::string_view kEnd = "\n-----END ";
  constexpr std::string_view kDashes = "-----";
  auto text = as_text(content);
  text.remove_suffix(text.ends_with('\n') ? 1 : 0);
  const auto end = text.find(kEnd);
  return text.starts_with(kBegin) && text.find(kBegin, 1) == std::string_view::npos &&
         end != std::string_view::npos && text.ends_with(kDashes) &&
         text.find('\n', end + 1) == std::string_view::npos;
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
  if (!is_bare_block(existing)) {
    return false;
  }
  const bool in_clear = plain || passphrase == nullptr;
  const auto held = x509::PrivateKey::read(existing, name, in_clear ? nullptr : passphrase);
  const auto wanted = in_clear ? x509::Protection::none : x509::Protection::passphrase;
  return held && held->protection() == wanted && held->public_key_sha256() == key.public_key_sha256;
}

Result<Secret> Keystore::content() const {
  if (!key.key) {
    return closed(key);
  }
  auto whole = chain;
  whole.insert(whole.begin(), leaf);
  return kept(
      is_jks ? x509::make_jks(*key.key, whole, passphrase, alias, made_at)
             : x509::make_pkcs12(*key.key, leaf, chain, passphrase, alias, form_of(compatible)));
}

bool Keystore::is_met_by(ByteView existing, const std::string& name) const {
  const auto contents = x509::read_contents(existing, name, &passphrase);
  auto wanted = fingerprints(chain);
  wanted.insert(leaf.facts().sha256);
  if (!contents || contents->has_empty_passphrase ||
      fingerprints(contents->certificates) != wanted) {
    return false;
  }
  if (is_jks) {
    return contents->kind == x509::ContainerKind::jks && contents->has_private_key &&
           contents->certificates.size() == wanted.size() &&
           std::ranges::count(contents->aliases, alias) ==
               static_cast<std::ptrdiff_t>(wanted.size());
  }
  const auto held = x509::read_keys(existing, name, &passphrase);
  return held && held->size() == 1 && held->front().protection() == x509::Protection::passphrase &&
         held->front().public_key_sha256() == key.public_key_sha256 &&
         is_compatible(existing) == compatible && names_alias(existing, alias);
}

Result<Secret> TrustStore::content() const {
  return kept(x509::make_trust_store(authorities, passphrase, form_of(compatible)));
}

bool TrustStore::is_met_by(ByteView existing, const std::string& name) const {
  const auto contents = x509::read_contents(existing, name, &passphrase);
  return contents && contents->kind == x509::ContainerKind::pkcs12 &&
         !contents->has_empty_passphrase && is_compatible(existing) == compatible &&
         fingerprints(contents->certificates) == fingerprints(authorities);
}

}  // namespace dmp::install::detail
