#include "dmp/x509/key_search.hpp"

#include <algorithm>
#include <string_view>

#include "dmp/x509/detail/base64.hpp"
#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/jks.hpp"
#include "dmp/x509/detail/pem.hpp"

namespace dmp::x509 {
namespace {

bool has_key_block(std::string_view text) {
  constexpr std::string_view kKey = "PRIVATE KEY";
  constexpr std::string_view kPutty = "PuTTY-User-Key-File-";
  constexpr std::string_view kArmour = "-----BEGIN ";
  // A block that is damaged is no less somebody's key.
  for (auto at = text.find(kArmour); at != std::string_view::npos;
       at = text.find(kArmour, at + 1)) {
    if (text.substr(at, text.find('\n', at) - at).find(kKey) != std::string_view::npos) {
      return true;
    }
  }
  return text.starts_with(kPutty);
}

bool is_key_der(ByteView der) {
  const auto shape = detail::shape_of(der);
  return shape == detail::DerShape::private_key || shape == detail::DerShape::encrypted_key ||
         shape == detail::DerShape::pkcs12;
}

bool has_key(ByteView der) { return is_key_der(der) || detail::is_jks(der); }

/// Looks into the words of base64 that a document may have, as a secret of Kubernetes does: the
/// first bytes tell.
bool has_key_word(std::string_view text) {
  constexpr std::size_t kLeast = 32;
  constexpr std::size_t kTelling = 88;
  const auto is_base64 = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  };
  for (const auto* at = text.begin(); at != text.end();) {
    at = std::find_if(at, text.end(), is_base64);
    const auto* end = std::find_if_not(at, text.end(), is_base64);
    const std::string_view word(at, end);
    // What begins otherwise is no SEQUENCE and no Java keystore.
    if (word.size() >= kLeast && (word[0] == 'M' || word[0] == '/')) {
      const auto start =
          detail::decode_base64(word.substr(0, std::min(word.size() / 4 * 4, kTelling)));
      if (start && has_key(*start)) {
        return true;
      }
    }
    at = end;
  }
  return false;
}

/// A JSON Web Key (RFC 7517) with a private or secret part, or a key of age.
bool has_other_key(std::string_view text) {
  const auto has = [text](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  return (has("\"kty\"") && (has("\"d\"") || has("\"k\""))) || has("AGE-SECRET-KEY-");
}

}  // namespace

bool holds_private_key(ByteView content) {
  const detail::CleanQueue clean;
  if (has_key(content)) {
    return true;
  }
  const detail::PemText text(content);
  if (has_key_block(text.view()) || has_key_word(text.view()) || has_other_key(text.view())) {
    return true;
  }
  return has_key(detail::decode_base64(text.view()).value_or(Bytes()));
}

}  // namespace dmp::x509
