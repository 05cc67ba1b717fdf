#include "dmp/x509/detail/key_reading.hpp"

#include <algorithm>
#include <utility>

#include "dmp/x509/container.hpp"
#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/jks.hpp"
#include "dmp/x509/detail/key_soundness.hpp"
#include "dmp/x509/detail/legacy.hpp"
#include "dmp/x509/detail/opened.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/pkcs12.hpp"
#include "dmp/x509/digest.hpp"
#include "dmp/x509/secure_memory.hpp"

namespace dmp::x509 {
namespace detail {
namespace {

tl::unexpected<Error> unreadable(std::string_view file, std::string_view reason) {
  return fail(ErrorKind::input, "KEY-UNREADABLE", {arg("file", file), arg_text("reason", reason)},
              drain_errors());
}

tl::unexpected<Error> unsupported(std::string_view id, std::string_view file,
                                  std::string_view algorithm) {
  return fail(
      ErrorKind::input, id,
      {arg("file", file), arg_text("reason", "key.reason.algorithm"), arg("algorithm", algorithm)},
      drain_errors());
}

tl::unexpected<Error> passphrase_needed(std::string_view file) {
  return fail(ErrorKind::secret, Reason::passphrase_needed, "PASSPHRASE-NEEDED",
              {arg("file", file)}, drain_errors());
}

tl::unexpected<Error> passphrase_wrong(std::string_view file) {
  return fail(ErrorKind::secret, Reason::passphrase_wrong, "PASSPHRASE-WRONG", {arg("file", file)},
              drain_errors());
}

/// A wrong passphrase and an algorithm that this OpenSSL lacks fail at the same place.
bool lacks_algorithm() {
  return queue_has({{ERR_LIB_EVP, EVP_R_UNSUPPORTED_ALGORITHM},
                    {ERR_LIB_EVP, ERR_R_UNSUPPORTED},
                    {ERR_LIB_EVP, EVP_R_UNKNOWN_PBE_ALGORITHM},
                    {ERR_LIB_EVP, EVP_R_UNKNOWN_CIPHER},
                    {ERR_LIB_EVP, EVP_R_UNSUPPORTED_CIPHER},
                    {ERR_LIB_EVP, EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION},
                    {ERR_LIB_EVP, EVP_R_UNSUPPORTED_PRF},
                    {ERR_LIB_EVP, EVP_R_DECODE_ERROR}});
}

/// What the callback of an old encrypted PEM is given and tells.
struct Asking {
  const Secret* passphrase = nullptr;
  bool asked = false;
};

int answer(char* buffer, int size, int /*for_writing*/, void* data) {
  auto* asking = static_cast<Asking*>(data);
  asking->asked = true;
  if (asking->passphrase == nullptr || std::cmp_greater(asking->passphrase->size(), size)) {
    return -1;
  }
  const auto secret = asking->passphrase->view();
  std::ranges::copy(as_text(secret), buffer);
  return static_cast<int>(secret.size());
}

Result<PrivateKey> read_der(ByteView der, std::string_view file, const Secret* passphrase) {
  const auto excess = excess_of(der);
  if (!excess) {
    return unreadable(file, "key.reason.truncated");
  }
  if (*excess != 0) {
    return unreadable(file, "key.reason.trailing");
  }
  switch (shape_of(der)) {
    case DerShape::encrypted_key: {
      const auto encrypted = decode<UniqueEncryptedKey, d2i_X509_SIG>(der);
      if (!encrypted) {
        return unreadable(file, "key.reason.structure");
      }
      return read_encrypted_key(encrypted.get(), file, passphrase);
    }
    case DerShape::private_key: {
      const auto* at = der.data();
      return wrap_key(UniqueKey(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size()))),
                      file);
    }
    case DerShape::pkcs12:
      return unreadable(file, "key.reason.pkcs12");
    case DerShape::signed_object:
      if (decode<UniqueX509, d2i_X509>(der)) {
        return fail(ErrorKind::input, "KEY-IS-CERTIFICATE", {arg("file", file)});
      }
      if (decode<UniqueRequest, d2i_X509_REQ>(der)) {
        return fail(ErrorKind::input, "KEY-IS-REQUEST", {arg("file", file)});
      }
      break;
    case DerShape::pkcs7:
      return fail(ErrorKind::input, "KEY-IS-CERTIFICATE", {arg("file", file)});
    case DerShape::public_key:
      return unreadable(file, "key.reason.public");
    case DerShape::other:
      break;
  }
  return unreadable(file, "key.reason.structure");
}

/// The algorithm of "DEK-Info: DES-CBC,…" (RFC 1421, 4.6.1.3).
std::string_view dek_algorithm(std::string_view block) {
  constexpr std::string_view kName = "DEK-Info:";
  const auto at = std::min(block.find(kName), block.size());
  auto value = block.substr(at, block.find_first_of(",\r\n", at) - at);
  value.remove_prefix(std::min(kName.size(), value.size()));
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  return value;
}

/// PKCS#1 and SEC1 with the "Proc-Type: 4,ENCRYPTED" header of old.
Result<PrivateKey> read_old_encrypted(const PemBlock& block, std::string_view file,
                                      const Secret* passphrase) {
  const UniqueBio in(BIO_new_mem_buf(block.text.data(), static_cast<int>(block.text.size())));
  Asking asking{passphrase, false};
  UniqueKey key(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, answer, &asking) : nullptr);
  if (key) {
    return wrap_key(std::move(key), file, protection_by(passphrase));
  }
  const auto algorithm = dek_algorithm(block.body);
  if (!algorithm.empty() && (!asking.asked || lacks_algorithm())) {
    // OpenSSL takes the cipher of this form from its usual context only: our own would not do.
    return unsupported("KEY-LEGACY", file, algorithm);
  }
  if (!asking.asked) {
    return unreadable(file, "key.reason.structure");
  }
  return passphrase == nullptr ? passphrase_needed(file) : passphrase_wrong(file);
}

Result<PrivateKey> read_block(const PemBlock& block, std::string_view file,
                              const Secret* passphrase) {
  if (!block.complete) {
    return unreadable(file, "key.reason.truncated");
  }
  if (block.label == "OPENSSH PRIVATE KEY") {
    return unreadable(file, "key.reason.openssh");
  }
  if (block.body.find("ENCRYPTED") != std::string_view::npos) {
    return read_old_encrypted(block, file, passphrase);
  }
  const auto der = decode_base64(block.body);
  return der ? read_der(*der, file, passphrase) : unreadable(file, "key.reason.base64");
}

/// Why a file of PEM blocks has no key.
tl::unexpected<Error> nothing_in(const std::vector<PemBlock>& blocks, std::string_view file) {
  const auto any = [&](auto is) { return std::ranges::any_of(blocks, is); };
  if (any([](const auto& block) { return block.is_certificate() || block.is_pkcs7(); })) {
    return fail(ErrorKind::input, "KEY-IS-CERTIFICATE", {arg("file", file)});
  }
  if (any(&PemBlock::is_request)) {
    return fail(ErrorKind::input, "KEY-IS-REQUEST", {arg("file", file)});
  }
  const bool is_public = any([](const auto& block) { return block.label.ends_with("PUBLIC KEY"); });
  return unreadable(file, is_public ? "key.reason.public" : "key.reason.structure");
}

/// The keys of a PEM file, `most` of them; `open` calls its argument with one passphrase after the
/// other.
template <typename Open>
Result<std::vector<PrivateKey>> read_pem(std::string_view text, std::string_view file, Open open,
                                         std::size_t most) {
  const auto blocks = scan_pem(text);
  std::vector<PrivateKey> keys;
  for (const auto& block : blocks) {
    if (keys.size() == most || !block.is_private_key()) {
      continue;
    }
    auto key = open([&](const Secret* secret) { return read_block(block, file, secret); });
    if (!key) {
      return fail(std::move(key.error()));
    }
    keys.push_back(std::move(*key));
  }
  return keys.empty() ? Result<std::vector<PrivateKey>>(nothing_in(blocks, file)) : std::move(keys);
}

/// The keys of a file that is no PKCS#12, `most` of them.
template <typename Open>
Result<std::vector<PrivateKey>> read_some(ByteView content, std::string_view file, Open open,
                                          std::size_t most) {
  const PemText text(content);
  if (text.is_blank()) {
    return unreadable(file, "key.reason.empty");
  }
  if (is_jks(content)) {
    return unreadable(file, "key.reason.keystore");
  }
  if (text.has_armour()) {
    return read_pem(text.view(), file, open, most);
  }
  auto key = open([&](const Secret* secret) { return read_der(content, file, secret); });
  if (!key) {
    return fail(std::move(key.error()));
  }
  std::vector<PrivateKey> keys;
  keys.push_back(std::move(*key));
  return keys;
}

}  // namespace

int no_prompt(char* /*buffer*/, int /*size*/, int /*for_writing*/, void* /*data*/) { return -1; }

Result<PrivateKey> read_encrypted_key(const X509_SIG* encrypted, std::string_view file,
                                      const Secret* passphrase) {
  if (passphrase == nullptr) {
    return passphrase_needed(file);
  }
  const X509_ALGOR* algorithm = nullptr;
  X509_SIG_get0(encrypted, &algorithm, nullptr);
  const long iterations = iterations_of(algorithm);
  if (iterations < 0 || iterations > kMaxIterations) {
    return unreadable(file, iterations < 0 ? "key.reason.structure" : "key.reason.iterations");
  }
  if (is_out_of_reach(algorithm)) {
    return unsupported("KEY-LEGACY", file, algorithm_name(algorithm));
  }
  const auto secret = as_text(passphrase->view());
  const UniquePkcs8 info(PKCS8_decrypt_ex(encrypted, secret.empty() ? "" : secret.data(),
                                          static_cast<int>(secret.size()), context_for(algorithm),
                                          nullptr));
  if (!info) {
    return lacks_algorithm() ? unsupported("KEY-UNREADABLE", file, algorithm_name(algorithm))
                             : passphrase_wrong(file);
  }
  return wrap_key(UniqueKey(EVP_PKCS82PKEY(info.get())), file, protection_by(passphrase));
}

Result<PrivateKey> wrap_key(UniqueKey key, std::string_view file, Protection protection) {
  if (!key || !is_sound(key.get())) {
    return unreadable(file, lacked_memory() ? "key.reason.memory"
                            : key           ? "key.reason.damaged"
                                            : "key.reason.structure");
  }
  return own_key(std::move(key), protection);
}

}  // namespace detail

Result<PrivateKey> PrivateKey::read(ByteView content, std::string_view file,
                                    const Secret* passphrase) {
  const detail::CleanQueue clean;
  (void)use_secure_heap();
  const auto open = [&](auto read) { return detail::opened_with(passphrase, read); };
  auto keys = detail::read_some(content, file, open, 1);
  return keys ? Result<PrivateKey>(std::move(keys->front())) : fail(std::move(keys.error()));
}

Result<std::vector<PrivateKey>> read_keys(ByteView content, std::string_view file,
                                          const Secret* passphrase) {
  const detail::CleanQueue clean;
  (void)use_secure_heap();
  if (detail::shape_of(content) == detail::DerShape::pkcs12) {
    if (detail::excess_of(content).value_or(0) != 0) {
      return detail::unreadable(file, "key.reason.trailing");
    }
    return detail::read_pkcs12_keys(content, file, passphrase);
  }
  const auto open = [&](auto read) { return detail::opened_with_or_empty(passphrase, read); };
  return detail::read_some(content, file, open, std::string_view::npos);
}

}  // namespace dmp::x509
