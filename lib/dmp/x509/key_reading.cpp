#include "dmp/x509/detail/key_reading.hpp"

#include <algorithm>
#include <utility>

#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/jks.hpp"
#include "dmp/x509/detail/key_soundness.hpp"
#include "dmp/x509/detail/opened.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/digest.hpp"
#include "dmp/x509/secure_memory.hpp"

namespace dmp::x509 {
namespace detail {
namespace {

tl::unexpected<Error> unreadable(std::string_view file, std::string_view reason) {
  return fail(ErrorKind::input, "KEY-UNREADABLE", {arg("file", file), arg_text("reason", reason)},
              drain_errors());
}

tl::unexpected<Error> secret_problem(std::string_view id, std::string_view file) {
  return fail(ErrorKind::secret, id, {arg("file", file)}, drain_errors());
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
  switch (shape_of(der)) {
    case DerShape::encrypted_key: {
      const auto encrypted = decode<UniqueEncryptedKey, d2i_X509_SIG>(der);
      if (!encrypted) {
        return unreadable(file, "key.reason.structure");
      }
      auto key = read_encrypted_key(encrypted.get(), file, passphrase);
      return key ? wrap_key(std::move(*key), file) : Result<PrivateKey>(fail(key.error()));
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

/// PKCS#1 and SEC1 with the "Proc-Type: 4,ENCRYPTED" header of old.
Result<PrivateKey> read_old_encrypted(const PemBlock& block, std::string_view file,
                                      const Secret* passphrase) {
  const UniqueBio in(BIO_new_mem_buf(block.text.data(), static_cast<int>(block.text.size())));
  Asking asking{passphrase, false};
  UniqueKey key(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, answer, &asking) : nullptr);
  if (key) {
    return wrap_key(std::move(key), file);
  }
  if (!asking.asked || lacks_algorithm()) {
    return unreadable(file, "key.reason.structure");
  }
  return secret_problem(passphrase == nullptr ? "PASSPHRASE-NEEDED" : "PASSPHRASE-WRONG", file);
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
  auto der = decode_base64(block.body);
  if (!der) {
    return unreadable(file, "key.reason.base64");
  }
  const WipedBytes holder(std::move(*der));
  return read_der(holder.bytes, file, passphrase);
}

Result<PrivateKey> read_pem(std::string_view text, std::string_view file,
                            const Secret* passphrase) {
  const auto blocks = scan_pem(text);
  const auto key = std::ranges::find_if(blocks, &PemBlock::is_private_key);
  if (key != blocks.end()) {
    return read_block(*key, file, passphrase);
  }
  if (std::ranges::any_of(blocks,
                          [](const auto& b) { return b.is_certificate() || b.is_pkcs7(); })) {
    return fail(ErrorKind::input, "KEY-IS-CERTIFICATE", {arg("file", file)});
  }
  if (std::ranges::any_of(blocks, &PemBlock::is_request)) {
    return fail(ErrorKind::input, "KEY-IS-REQUEST", {arg("file", file)});
  }
  const bool is_public = std::ranges::any_of(
      blocks, [](const auto& block) { return block.label.ends_with("PUBLIC KEY"); });
  return unreadable(file, is_public ? "key.reason.public" : "key.reason.structure");
}

}  // namespace

int no_prompt(char* /*buffer*/, int /*size*/, int /*for_writing*/, void* /*data*/) { return -1; }

Result<UniqueKey> read_encrypted_key(const X509_SIG* encrypted, std::string_view file,
                                     const Secret* passphrase) {
  if (passphrase == nullptr) {
    return secret_problem("PASSPHRASE-NEEDED", file);
  }
  const X509_ALGOR* algorithm = nullptr;
  X509_SIG_get0(encrypted, &algorithm, nullptr);
  const long iterations = iterations_of(algorithm);
  if (iterations < 0 || iterations > kMaxIterations) {
    return unreadable(file, iterations < 0 ? "key.reason.structure" : "key.reason.iterations");
  }
  const auto secret = as_text(passphrase->view());
  const UniquePkcs8 info(PKCS8_decrypt(encrypted, secret.empty() ? "" : secret.data(),
                                       static_cast<int>(secret.size())));
  if (!info) {
    return lacks_algorithm() ? unreadable(file, "key.reason.algorithm")
                             : secret_problem("PASSPHRASE-WRONG", file);
  }
  UniqueKey key(EVP_PKCS82PKEY(info.get()));
  if (!key) {
    return unreadable(file, "key.reason.structure");
  }
  return key;
}

Result<PrivateKey> wrap_key(UniqueKey key, std::string_view file) {
  if (!key || !is_sound(key.get())) {
    return unreadable(file, lacked_memory() ? "key.reason.memory"
                            : key           ? "key.reason.damaged"
                                            : "key.reason.structure");
  }
  return own_key(std::move(key));
}

}  // namespace detail

Result<PrivateKey> PrivateKey::read(ByteView content, std::string_view file,
                                    const Secret* passphrase) {
  const detail::CleanQueue clean;
  (void)use_secure_heap();
  const auto text = detail::as_plain_text(content);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return detail::unreadable(file, "key.reason.empty");
  }
  if (detail::is_jks(content)) {
    return detail::unreadable(file, "key.reason.keystore");
  }
  if (text.find("-----BEGIN ") != std::string_view::npos) {
    return detail::opened_with(
        passphrase, [&](const Secret* secret) { return detail::read_pem(text, file, secret); });
  }
  return detail::opened_with(
      passphrase, [&](const Secret* secret) { return detail::read_der(content, file, secret); });
}

}  // namespace dmp::x509
