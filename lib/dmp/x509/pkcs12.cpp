#include "dmp/x509/detail/pkcs12.hpp"

#include <algorithm>
#include <optional>

#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/key_reading.hpp"
#include "dmp/x509/detail/legacy.hpp"
#include "dmp/x509/detail/opened.hpp"
#include "dmp/x509/work_limit.hpp"

namespace dmp::x509 {
namespace detail {
namespace {

constexpr int kMaxDepth = 8;  ///< Of SafeContents inside SafeContents.

tl::unexpected<Error> unreadable(std::string_view file, std::string_view reason,
                                 std::string_view algorithm = {}) {
  Args args = {arg("file", file), arg_text("reason", reason)};
  if (!algorithm.empty()) {
    args.push_back(arg("algorithm", algorithm));
  }
  return fail(ErrorKind::input, "PKCS12-UNREADABLE", std::move(args), drain_errors());
}

tl::unexpected<Error> wrong(std::string_view file) {
  return fail(ErrorKind::secret, Reason::passphrase_wrong, "PASSPHRASE-WRONG", {arg("file", file)});
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
  if (is_out_of_reach(algorithm)) {
    return fail(ErrorKind::input, "PKCS12-LEGACY",
                {arg("file", file), arg("algorithm", algorithm_name(algorithm))});
  }
  const long iterations = iterations_of(algorithm);
  if (iterations < 0) {
    return unreadable(file, "pkcs12.reason.structure");
  }
  if (iterations > kMaxIterations - work || !WorkLimit::take(iterations)) {
    return endless(file);
  }
  work += iterations;
  return {};
}

/// PBMAC1 (RFC 9579) has its iterations in its parameters, the older MACs beside them.
Status check_mac_iterations(const PKCS12* pkcs12, std::string_view file) {
  const ASN1_INTEGER* count = nullptr;
  const X509_ALGOR* algorithm = nullptr;
  PKCS12_get0_mac(nullptr, &algorithm, nullptr, &count, pkcs12);
  const long derived = is_pbmac1(algorithm) ? iterations_of(algorithm) : 0;
  if (derived > kMaxIterations || !WorkLimit::take(std::max(derived, 0L))) {
    return endless(file);
  }
  std::int64_t iterations = 1;
  if (count != nullptr && ASN1_INTEGER_get_int64(&iterations, count) != 1) {
    iterations = kMaxIterations + 1;
  }
  return iterations >= 0 && iterations <= kMaxIterations && WorkLimit::take(iterations)
             ? Status()
             : endless(file);
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
  if (ERR_peek_error() == 0) {
    return wrong(file);
  }
  const X509_ALGOR* algorithm = nullptr;
  PKCS12_get0_mac(nullptr, &algorithm, nullptr, nullptr, pkcs12);
  return unreadable(file, "pkcs12.reason.mac", algorithm_name(algorithm));
}

/// Visits every bag that can be opened.
class Walk {
 public:
  Walk(std::string_view file, std::optional<Password> password) : file_(file), password_(password) {
    contents.kind = ContainerKind::pkcs12;
  }

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

  Contents contents;
  std::vector<PrivateKey> keys;  ///< When wanted.
  bool wants_keys = false;

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
      const auto* inside = part->d.encrypted->enc_data;
      if (auto fine = check_algorithm(inside->algorithm, file_, work_); !fine) {
        return fine;
      }
      content.reset(static_cast<STACK_OF(PKCS12_SAFEBAG)*>(PKCS12_item_decrypt_d2i_ex(
          inside->algorithm, ASN1_ITEM_rptr(PKCS12_SAFEBAGS), password_->data, password_->size,
          inside->enc_data, 1, context_for(inside->algorithm), nullptr)));
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
        return wants_keys ? open_key(each) : Status();
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
    UniqueKey key;
    auto protection = Protection::none;
    if (PKCS12_SAFEBAG_get_nid(each) == NID_keyBag) {
      key.reset(EVP_PKCS82PKEY(PKCS12_SAFEBAG_get0_p8inf(each)));
    } else {
      const auto* encrypted = PKCS12_SAFEBAG_get0_pkcs8(each);
      const X509_ALGOR* algorithm = nullptr;
      X509_SIG_get0(encrypted, &algorithm, nullptr);
      if (auto fine = check_algorithm(algorithm, file_, work_); !fine) {
        return fine;
      }
      const auto password = password_.value_or(Password{});
      const UniquePkcs8 info(PKCS8_decrypt_ex(encrypted, password.data, password.size,
                                              context_for(algorithm), nullptr));
      if (!info) {
        return wrong(file_);
      }
      key.reset(EVP_PKCS82PKEY(info.get()));
      protection = password.size == 0 ? Protection::empty : Protection::passphrase;
    }
    if (!key) {
      return unreadable(file_, "pkcs12.reason.key");
    }
    auto made = wrap_key(std::move(key), file_, protection);
    if (!made) {
      return fail(std::move(made.error()));
    }
    keys.push_back(std::move(*made));
    return {};
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

Result<std::vector<PrivateKey>> take_keys(ByteView content, std::string_view file,
                                          const Secret* passphrase) {
  const auto pkcs12 = parse(content, file);
  if (!pkcs12) {
    return fail(pkcs12.error());
  }
  const auto password = check_mac(pkcs12->get(), file, passphrase);
  if (!password) {
    return fail(password.error());
  }
  Walk walk(file, *password);
  walk.wants_keys = true;
  if (auto fine = walk.safes(pkcs12->get()); !fine) {
    return fail(std::move(fine.error()));
  }
  if (walk.keys.empty()) {
    return fail(ErrorKind::input, "PKCS12-NO-KEY", {arg("file", file)});
  }
  return std::move(walk.keys);
}

Result<Contents> open_whole(PKCS12* pkcs12, std::string_view file, const Secret* passphrase) {
  const auto password = check_mac(pkcs12, file, passphrase);
  if (!password) {
    return fail(password.error());
  }
  Walk whole(file, *password);
  if (auto fine = whole.safes(pkcs12); !fine) {
    return fail(std::move(fine.error()));
  }
  whole.contents.has_empty_passphrase = password->size == 0;
  return std::move(whole.contents);
}

}  // namespace

Result<Contents> read_pkcs12(ByteView der, std::string_view file, const Secret* passphrase) {
  const auto pkcs12 = parse(der, file);
  if (!pkcs12) {
    return fail(pkcs12.error());
  }
  Walk clear(file, std::nullopt);
  if (auto fine = clear.safes(pkcs12->get()); !fine) {
    return fail(std::move(fine.error()));
  }
  // A passphrase is tried only where something is hidden from us: a portal P12 never needs one
  // here.
  if (!clear.contents.has_encrypted_certificates) {
    return std::move(clear.contents);
  }
  auto whole = open_whole(pkcs12->get(), file, passphrase);
  if (!whole && passphrase == nullptr) {
    ERR_clear_error();
    return std::move(clear.contents);
  }
  return whole;
}

Result<std::vector<PrivateKey>> read_pkcs12_keys(ByteView content, std::string_view file,
                                                 const Secret* passphrase) {
  auto keys = opened_with_or_empty(
      passphrase, [&](const Secret* secret) { return take_keys(content, file, secret); });
  if (!keys && passphrase == nullptr && keys.error().reason == Reason::passphrase_wrong) {
    return fail(ErrorKind::secret, Reason::passphrase_needed, "PASSPHRASE-NEEDED",
                {arg("file", file)});
  }
  return keys;
}

}  // namespace detail
}  // namespace dmp::x509
