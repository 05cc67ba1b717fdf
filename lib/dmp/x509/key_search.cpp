#include "dmp/x509/key_search.hpp"

#include <string_view>
#include <utility>

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

}  // namespace

bool holds_private_key(ByteView content) {
  const detail::CleanQueue clean;
  if (detail::is_jks(content) || is_key_der(content)) {
    return true;
  }
  const detail::PemText text(content);
  if (has_key_block(text.view())) {
    return true;
  }
  const auto holder = detail::decode_base64(text.view()).value_or(Bytes());
  return is_key_der(holder) || detail::is_jks(holder);
}

}  // namespace dmp::x509
