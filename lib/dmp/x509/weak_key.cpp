#include "dmp/x509/weak_key.hpp"

#include <openssl/core_names.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "dmp/base/plain_text.hpp"
#include "dmp/x509/detail/openssl.hpp"
#include "dmp/x509/detail/rsa_weakness.hpp"

namespace dmp::x509 {
namespace {

using detail::UniqueBignum;

constexpr int kLeastBits = 2048;
constexpr int kLeastCurveBits = 224;
constexpr int kMostExponentBits = 256;
constexpr BN_ULONG kUsualExponent = 65537;
/// Shorter moduli are told as too short, and nothing more can be said of them.
constexpr int kMeaningfulBits = 256;

UniqueBignum number_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  EVP_PKEY_get_bn_param(key, name, &number);
  return UniqueBignum(number);
}

void examine_size(int bits, std::vector<Weakness>& out) {
  if (bits < kLeastBits) {
    out.push_back(Weakness::too_short);
  } else if (bits != 2048 && bits != 3072 && bits != 4096) {
    out.push_back(Weakness::unusual_size);
  }
}

void examine_exponent(const BIGNUM* exponent, std::vector<Weakness>& out) {
  if (BN_is_one(exponent)) {
    out.push_back(Weakness::exponent_one);
  } else if (!BN_is_odd(exponent)) {
    out.push_back(Weakness::exponent_even);
  } else if (BN_get_word(exponent) < kUsualExponent) {
    out.push_back(Weakness::exponent_small);
  } else if (BN_num_bits(exponent) > kMostExponentBits) {
    out.push_back(Weakness::exponent_huge);
  }
}

bool is_listed(const BIGNUM* modulus, const DebianKeys& list) {
  const detail::UniqueText digits(BN_bn2hex(modulus));
  return digits && list.has(digits.get());
}

void examine_modulus(const BIGNUM* modulus, const DebianKeys* debian, std::vector<Weakness>& out) {
  const int bits = BN_num_bits(modulus);
  if (bits < kMeaningfulBits || bits > kMaxModulusBits) {
    return;
  }
  if (!BN_is_odd(modulus)) {
    out.push_back(Weakness::modulus_even);
    return;
  }
  const auto residues = detail::small_residues(modulus);
  if (detail::has_small_factor(residues)) {
    out.push_back(Weakness::small_factor);
  }
  if (detail::is_roca(residues)) {
    out.push_back(Weakness::roca);
  }
  if (detail::has_close_factors(modulus, kFermatSteps)) {
    out.push_back(Weakness::close_primes);
  }
  if (debian != nullptr && is_listed(modulus, *debian)) {
    out.push_back(Weakness::debian);
  }
}

void examine_rsa(const EVP_PKEY* key, const DebianKeys* debian, std::vector<Weakness>& out) {
  const auto modulus = number_of(key, OSSL_PKEY_PARAM_RSA_N);
  const auto exponent = number_of(key, OSSL_PKEY_PARAM_RSA_E);
  if (!modulus || !exponent) {
    out.push_back(Weakness::unreadable);
    return;
  }
  examine_size(BN_num_bits(modulus.get()), out);
  examine_exponent(exponent.get(), out);
  examine_modulus(modulus.get(), debian, out);
}

void examine_curve(const EVP_PKEY* key, std::vector<Weakness>& out) {
  std::array<char, 64> name{};
  std::size_t size = 0;
  EVP_PKEY_get_group_name(key, name.data(), name.size(), &size);
  const std::string_view curve(name.data(), size);
  if (EVP_PKEY_get_bits(key) < kLeastCurveBits) {
    out.push_back(Weakness::curve_weak);
  }
  if (curve != "prime256v1" && curve != "secp384r1" && curve != "secp521r1") {
    out.push_back(Weakness::curve_unusual);
  }
}

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kWhite = " \t\r";
  const auto from = line.find_first_not_of(kWhite);
  return from == std::string_view::npos
             ? std::string_view()
             : line.substr(from, line.find_last_not_of(kWhite) + 1 - from);
}

std::optional<unsigned> digit_of(char c) {
  const auto is_in = [c](char first, char last) { return c >= first && c <= last; };
  const auto from = [c](char first, unsigned value) {
    return std::optional(static_cast<unsigned>(c - first) + value);
  };
  return is_in('0', '9')   ? from('0', 0)
         : is_in('a', 'f') ? from('a', 10)
         : is_in('A', 'F') ? from('A', 10)
                           : std::nullopt;
}

/// from_hex fills `out` from exactly as many digits as it takes.
bool from_hex(std::string_view text, std::span<std::uint8_t> out) {
  if (text.size() != out.size() * 2) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = digit_of(text[i]);
    if (!digit) {
      return false;
    }
    out[i / 2] = static_cast<std::uint8_t>(unsigned{out[i / 2]} * 16U + *digit);
  }
  return true;
}

constexpr std::pair<Weakness, std::string_view> kWords[] = {
    {Weakness::too_short, "too-short"},
    {Weakness::unusual_size, "unusual-size"},
    {Weakness::exponent_one, "exponent-one"},
    {Weakness::exponent_even, "exponent-even"},
    {Weakness::exponent_small, "exponent-small"},
    {Weakness::exponent_huge, "exponent-huge"},
    {Weakness::modulus_even, "modulus-even"},
    {Weakness::small_factor, "small-factor"},
    {Weakness::roca, "roca"},
    {Weakness::close_primes, "close-primes"},
    {Weakness::debian, "debian"},
    {Weakness::curve_weak, "curve-weak"},
    {Weakness::curve_unusual, "curve-unusual"},
    {Weakness::algorithm_unusual, "algorithm-unusual"},
    {Weakness::unreadable, "unreadable"},
};

}  // namespace

std::string_view to_string(Weakness value) {
  return std::ranges::find(kWords, value, [](const auto& each) { return each.first; })->second;
}

Result<DebianKeys> DebianKeys::read(std::string_view text, std::string_view file) {
  DebianKeys list;
  const PlainText plain(as_bytes(text));
  text = plain.view();
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') {
      continue;
    }
    Tail tail{};
    if (!from_hex(line, tail)) {
      return fail(ErrorKind::input, "WEAK-KEYS-LINE", {arg("file", file), arg("line", number)});
    }
    list.keys_.push_back(tail);
  }
  if (list.keys_.empty()) {
    return fail(ErrorKind::input, "WEAK-KEYS-EMPTY", {arg("file", file)});
  }
  std::ranges::sort(list.keys_);
  return list;
}

bool DebianKeys::has(std::string_view modulus) const {
  // As `openssl rsa -modulus` prints it: upper case, no zero in front.
  modulus.remove_prefix(std::min(modulus.find_first_not_of('0'), modulus.size()));
  std::string named = "Modulus=" + std::string(modulus) + "\n";
  std::ranges::transform(named.begin() + 8, named.end(), named.begin() + 8, [](char c) {
    return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(named.data(), named.size(), digest.data(), &size, EVP_sha1(), nullptr) != 1) {
    return false;
  }
  Tail tail{};
  std::copy_n(digest.begin() + size - tail.size(), tail.size(), tail.begin());
  return std::ranges::binary_search(keys_, tail);
}

std::vector<Weakness> find_weaknesses(ByteView public_key, const DebianKeys* debian) {
  const detail::CleanQueue clean;
  const auto key = detail::decode<detail::UniqueKey, d2i_PUBKEY>(public_key);
  std::vector<Weakness> out;
  if (!key) {
    out.push_back(Weakness::unreadable);
  } else if (EVP_PKEY_is_a(key.get(), "RSA") == 1) {
    examine_rsa(key.get(), debian, out);
  } else if (EVP_PKEY_is_a(key.get(), "RSA-PSS") == 1) {
    examine_rsa(key.get(), debian, out);
    out.push_back(Weakness::algorithm_unusual);
  } else if (EVP_PKEY_is_a(key.get(), "EC") == 1) {
    examine_curve(key.get(), out);
  } else {
    if (EVP_PKEY_is_a(key.get(), "DSA") == 1 && EVP_PKEY_get_bits(key.get()) < kLeastBits) {
      out.push_back(Weakness::too_short);
    }
    out.push_back(Weakness::algorithm_unusual);
  }
  return out;
}

}  // namespace dmp::x509
