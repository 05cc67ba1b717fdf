#include "dmp/x509/detail/pkcs12.hpp"

#include <algorithm>
#include <optional>

#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/key_reading.hpp"
#include "dmp/x509/detail/opened.hpp"
#include "dmp/x509/secure_memory.hpp"

namespace dmp::x509 {
namespace detail {
namespace {

constexpr int kMaxDepth = 8;  ///< Of SafeContents inside SafeContents.

tl::unexpected<Error> unreadable(std::string_view file, std::string_view reason) {
  return fail(ErrorKind::input, "PKCS12-UNREADABLE",
              {arg("file", file), arg_text("reason", reason)}, drain_errors());
}

tl::unexpected<Error> wrong(std::string_view file) {
  return fail(ErrorKind::secret, "PASSPHRASE-WRONG", {arg("file", file)});
}

/// Password as OpenSSL's PKCS#12 functions take it; a null one and an empty one differ (RFC 7292,
/// B.1).
struct Password {
  const char* data = nullptr;
  int size = 0;
};

tl::unexpected<Error> endless(std::string_view file) {
  return fail(ErrorKind::input, "PKCS12-ITERATIONS",
              {arg("file", file), arg("limit", kMaxIterations)});
}

/// Whether this OpenSSL is ready to derive a key as the file asks, and we to wait for it: `work` is
/// what the file has asked for before.
Status check_algorithm(const X509_ALGOR* algorithm, std::string_view file, long& work) {
  if (is_legacy_pbe(algorithm)) {
    return fail(ErrorKind::input, "PKCS12-LEGACY",
                {arg("file", file), arg("algorithm", algorithm_name(algorithm))});
  }
  const long iterations = iterations_of(algorithm);
  if (iterations < 0) {
    return unreadable(file, "pkcs12.reason.structure");
  }
  if (iterations > kMaxIterations - work) {
    return endless(file);
  }
  work += iterations;
  return {};
}

Status check_mac_iterations(const PKCS12* pkcs12, std::string_view file) {
  const ASN1_INTEGER* count = nullptr;
  PKCS12_get0_mac(nullptr, nullptr, nullptr, &count, pkcs12);
  std::int64_t iterations = 1;
  if (count != nullptr && ASN1_INTEGER_get_int64(&iterations, count) != 1) {
    iterations = kMaxIterations + 1;
  }
  return iterations >= 0 && iterations <= kMaxIterations ? Status() : endless(file);
}

/// Finds the form of the passphrase under which the MAC is right.
Result<Password> check_mac(PKCS12* pkcs12, std::string_view file, const Secret* passphrase) {
  Password password{"", 0};
  if (passphrase != nullptr && !passphrase->empty()) {
    password = {characters_of(passphrase->view()), static_cast<int>(passphrase->size())};
  }
  if (PKCS12_mac_present(pkcs12) == 0) {
    return password;
  }
  if (const auto fine = check_mac_iterations(pkcs12, file); !fine) {
    return fail(fine.error());
  }
  ERR_clear_error();
  if (PKCS12_verify_mac(pkcs12, password.data, password.size) == 1) {
    return password;
  }
  if (password.size == 0 && PKCS12_verify_mac(pkcs12, nullptr, 0) == 1) {
    return Password{};
  }
  // A mere difference leaves no error behind, a MAC that cannot be computed does.
  return ERR_peek_error() == 0 ? wrong(file) : unreadable(file, "pkcs12.reason.mac");
}

/// Visits every bag that can be opened.
class Walk {
 public:
  Walk(std::string_view file, std::optional<Password> password)
      : file_(file), password_(password) {}

  /// The content infos of the authenticated safe, in the order of the file.
  Status safes(const PKCS12* pkcs12) {
    const UniqueSafes safes(PKCS12_unpack_authsafes(pkcs12));
    if (!safes) {
      return unreadable(file_, "pkcs12.reason.structure");
    }
    for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i) {
      if (auto fine = safe(sk_PKCS7_value(safes.get(), i)); !fine) {
        return fine;
      }
    }
    return {};
  }

  Contents contents{ContainerKind::pkcs12, {}, false, false, {}, {}};
  UniqueKey key;  ///< The first private key, when wanted.
  bool wants_key = false;

 private:
  Status safe(PKCS7* part) {
    UniqueBags content;
    if (PKCS7_type_is_data(part)) {
      content.reset(PKCS12_unpack_p7data(part));
    } else if (PKCS7_type_is_encrypted(part)) {
      if (!password_) {
        contents.has_encrypted_certificates = true;
        return {};
      }
      if (auto fine = check_algorithm(part->d.encrypted->enc_data->algorithm, file_, work_);
          !fine) {
        return fine;
      }
      content.reset(PKCS12_unpack_p7encdata(part, password_->data, password_->size));
      if (!content) {
        return wrong(file_);
      }
    } else {
      return unreadable(file_, "pkcs12.reason.public-key");
    }
    return content ? bags(content.get(), 0) : unreadable(file_, "pkcs12.reason.structure");
  }

  Status bags(const STACK_OF(PKCS12_SAFEBAG) * list, int depth) {
    if (depth > kMaxDepth) {
      return unreadable(file_, "pkcs12.reason.structure");
    }
    for (int i = 0; list != nullptr && i < sk_PKCS12_SAFEBAG_num(list); ++i) {
      if (auto fine = bag(sk_PKCS12_SAFEBAG_value(list, i), depth); !fine) {
        return fine;
      }
    }
    return {};
  }

  Status bag(const PKCS12_SAFEBAG* each, int depth) {
    switch (PKCS12_SAFEBAG_get_nid(each)) {
      case NID_certBag:
        return certificate(each);
      case NID_keyBag:
      case NID_pkcs8ShroudedKeyBag:
        contents.has_private_key = true;
        return wants_key && !key ? open_key(each) : Status();
      case NID_safeContentsBag:
        return bags(PKCS12_SAFEBAG_get0_safes(each), depth + 1);
      default:
        return {};
    }
  }

  Status certificate(const PKCS12_SAFEBAG* each) {
    if (PKCS12_SAFEBAG_get_bag_nid(each) != NID_x509Certificate) {
      return {};
    }
    const UniqueX509 x509(PKCS12_SAFEBAG_get1_cert(each));
    if (!x509) {
      return unreadable(file_, "pkcs12.reason.certificate");
    }
    auto made = make_certificate(x509.get(), file_);
    if (!made) {
      return fail(made.error());
    }
    contents.certificates.push_back(std::move(*made));
    return {};
  }

  Status open_key(const PKCS12_SAFEBAG* each) {
    if (PKCS12_SAFEBAG_get_nid(each) == NID_keyBag) {
      key.reset(EVP_PKCS82PKEY(PKCS12_SAFEBAG_get0_p8inf(each)));
    } else {
      const X509_ALGOR* algorithm = nullptr;
      X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(each), &algorithm, nullptr);
      if (auto fine = check_algorithm(algorithm, file_, work_); !fine) {
        return fine;
      }
      const auto password = password_.value_or(Password{});
      const UniquePkcs8 info(PKCS12_decrypt_skey(each, password.data, password.size));
      if (!info) {
        return wrong(file_);
      }
      key.reset(EVP_PKCS82PKEY(info.get()));
    }
    return key ? Status() : unreadable(file_, "pkcs12.reason.key");
  }

  std::string_view file_;
  std::optional<Password> password_;
  long work_ = 0;  ///< Iterations so far.
};

Result<UniquePkcs12> parse(ByteView der, std::string_view file) {
  auto pkcs12 = decode<UniquePkcs12, d2i_PKCS12>(der);
  if (!pkcs12) {
    return unreadable(file, "pkcs12.reason.structure");
  }
  return pkcs12;
}

Result<PrivateKey> take_key(ByteView content, std::string_view file, const Secret* passphrase) {
  const auto pkcs12 = parse(content, file);
  if (!pkcs12) {
    return fail(pkcs12.error());
  }
  const auto password = check_mac(pkcs12->get(), file, passphrase);
  if (!password) {
    return fail(password.error());
  }
  Walk walk(file, *password);
  walk.wants_key = true;
  if (const auto fine = walk.safes(pkcs12->get()); !fine) {
    return fail(fine.error());
  }
  if (!walk.key) {
    return fail(ErrorKind::input, "PKCS12-NO-KEY", {arg("file", file)});
  }
  return wrap_key(std::move(walk.key), file);
}

}  // namespace

Result<Contents> read_pkcs12(ByteView der, std::string_view file, const Secret* passphrase) {
  const auto pkcs12 = parse(der, file);
  if (!pkcs12) {
    return fail(pkcs12.error());
  }
  Walk clear(file, std::nullopt);
  if (const auto fine = clear.safes(pkcs12->get()); !fine) {
    return fail(fine.error());
  }
  // The passphrase is tried only where something is hidden from us: a portal P12 never needs it
  // here.
  if (!clear.contents.has_encrypted_certificates || passphrase == nullptr) {
    return std::move(clear.contents);
  }
  const auto password = check_mac(pkcs12->get(), file, passphrase);
  if (!password) {
    return fail(password.error());
  }
  Walk whole(file, *password);
  if (const auto fine = whole.safes(pkcs12->get()); !fine) {
    return fail(fine.error());
  }
  return std::move(whole.contents);
}

}  // namespace detail

Result<PrivateKey> read_pkcs12_key(ByteView content, std::string_view file,
                                   const Secret* passphrase) {
  const detail::CleanQueue clean;
  (void)use_secure_heap();
  auto key = detail::opened_with(
      passphrase, [&](const Secret* secret) { return detail::take_key(content, file, secret); });
  if (!key && passphrase == nullptr && key.error().id == "PASSPHRASE-WRONG") {
    return fail(ErrorKind::secret, "PASSPHRASE-NEEDED", {arg("file", file)});
  }
  return key;
}

}  // namespace dmp::x509
