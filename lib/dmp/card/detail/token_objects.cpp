#include "dmp/card/detail/token_objects.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace dmp::card::detail {
namespace {

using model::CertificateFacts;

/// Attributes of one object. What the token does not give is left out, whatever its reason, unless
/// it or the module is gone.
class Attributes {
 public:
  Attributes(const Session& session, CK_OBJECT_HANDLE object)
      : session_(session), object_(object) {}

  Bytes bytes(CK_ATTRIBUTE_TYPE type) { return read(type).value_or(Bytes()); }
  std::optional<CK_ULONG> number(CK_ATTRIBUTE_TYPE type) {
    const auto value = read(type);
    CK_ULONG number = 0;
    if (!value || value->size() != sizeof number) {
      return std::nullopt;
    }
    std::memcpy(&number, value->data(), sizeof number);
    return number;
  }
  bool flag(CK_ATTRIBUTE_TYPE type, bool otherwise) {
    const auto value = read(type);
    return value && value->size() == 1 ? value->front() != CK_FALSE : otherwise;
  }
  /// Fails when the token is gone.
  [[nodiscard]] Status status() const { return error_ ? fail(*error_) : Status(); }

 private:
  std::optional<Bytes> read(CK_ATTRIBUTE_TYPE type) {
    if (error_) {
      return std::nullopt;
    }
    auto value = session_.attribute(object_, type);
    if (value) {
      return std::move(*value);
    }
    if (value.error().reason == Reason::card_removed || !session_.module().works()) {
      error_ = value.error();
    }
    return std::nullopt;
  }

  const Session& session_;
  CK_OBJECT_HANDLE object_;
  std::optional<Error> error_;
};

Status read_certificates(const Session& session, TokenObjects& objects) {
  const auto found = session.find(CKO_CERTIFICATE);
  if (!found) {
    return fail(found.error());
  }
  for (const auto object : *found) {
    Attributes attributes(session, object);
    if (attributes.number(CKA_CERTIFICATE_TYPE).value_or(CKC_X_509) != CKC_X_509) {
      continue;
    }
    const auto der = attributes.bytes(CKA_VALUE);
    auto id = attributes.bytes(CKA_ID);
    if (auto status = attributes.status(); !status) {
      return status;
    }
    auto certificate = x509::Certificate::from_der(der, to_hex(id));
    if (certificate) {
      objects.certificates.push_back({std::move(*certificate), std::move(id)});
    } else {
      objects.unreadable = true;
    }
  }
  return {};
}

Status read_keys(const Session& session, CK_OBJECT_CLASS kind, TokenObjects& objects) {
  const auto found = session.find(kind);
  if (!found) {
    return fail(found.error());
  }
  for (const auto object : *found) {
    Attributes attributes(session, object);
    TokenKey key;
    key.handle = object;
    key.is_private = kind == CKO_PRIVATE_KEY;
    const bool rsa = attributes.number(CKA_KEY_TYPE).value_or(CKK_RSA) == CKK_RSA;
    const bool signs = !key.is_private || attributes.flag(CKA_SIGN, true);
    key.id = attributes.bytes(CKA_ID);
    key.modulus = attributes.bytes(CKA_MODULUS);
    key.modulus.erase(key.modulus.begin(),
                      std::ranges::find_if(key.modulus, [](auto byte) { return byte != 0; }));
    key.always_asks = key.is_private && attributes.flag(CKA_ALWAYS_AUTHENTICATE, false);
    if (auto status = attributes.status(); !status) {
      return status;
    }
    if (rsa && signs) {
      objects.keys.push_back(std::move(key));
    }
  }
  return {};
}

bool has_usage(const CertificateFacts& facts, std::string_view usage) {
  return std::ranges::find(facts.profile.key_usage, usage) != facts.profile.key_usage.end();
}

bool is_for_signatures(const CertificateFacts& facts) { return has_usage(facts, "nonRepudiation"); }

bool may_sign(const CertificateFacts& facts) {
  return facts.profile.key_usage.empty() || has_usage(facts, "digitalSignature");
}

bool is_for_authentication(const CertificateFacts& facts) {
  return has_usage(facts, "digitalSignature") && !is_for_signatures(facts);
}

/// How good a certificate is among those that would do.
auto rank(const TokenCertificate& candidate, const TokenObjects& objects) {
  return std::pair(key_of(candidate, objects.keys) != nullptr,
                   candidate.certificate.facts().ends_at());
}

std::vector<const TokenCertificate*> those(const TokenObjects& objects,
                                           bool (*suits)(const CertificateFacts&)) {
  std::vector<const TokenCertificate*> found;
  for (const auto& one : objects.certificates) {
    const auto& facts = one.certificate.facts();
    if (!facts.is_ca && facts.key_algorithm == "RSA" && suits(facts)) {
      found.push_back(&one);
    }
  }
  std::ranges::stable_sort(found, [&objects](const auto* a, const auto* b) {
    return rank(*a, objects) > rank(*b, objects);
  });
  return found;
}

}  // namespace

Result<TokenObjects> read_objects(const Session& session) {
  TokenObjects objects;
  auto read = read_certificates(session, objects).and_then([&] {
    return read_keys(session, CKO_PRIVATE_KEY, objects);
  });
  if (read && objects.keys.empty()) {
    read = read_keys(session, CKO_PUBLIC_KEY, objects);
  }
  return read ? Result<TokenObjects>(std::move(objects)) : fail(read.error());
}

const TokenKey* key_of(const TokenCertificate& certificate, const std::vector<TokenKey>& keys) {
  const auto& der = certificate.certificate.der();
  const auto found = std::ranges::find_if(keys, [&](const TokenKey& key) {
    // The certificate has its key's modulus in it, byte for byte.
    return !key.id.empty() && key.id == certificate.id &&
           (key.modulus.empty() || !std::ranges::search(der, key.modulus).empty());
  });
  return found == keys.end() ? nullptr : &*found;
}

Choice choose(const TokenObjects& objects, bool cpx) {
  Choice choice;
  auto signing = those(objects, is_for_signatures);
  if (signing.empty() && !cpx) {
    signing = those(objects, may_sign);
  }
  if (!signing.empty()) {
    choice.signature = *signing.front();
    choice.several = signing.size() > 1 &&
                     rank(*signing[1], objects).first == rank(*signing.front(), objects).first;
  }
  for (const auto* one : those(objects, is_for_authentication)) {
    if (!choice.signature || one->certificate.der() != choice.signature->certificate.der()) {
      choice.authentication = *one;
      break;
    }
  }
  return choice;
}

}  // namespace dmp::card::detail
