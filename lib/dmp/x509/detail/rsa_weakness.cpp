#include "dmp/x509/detail/rsa_weakness.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>

namespace dmp::x509::detail {
namespace {

constexpr unsigned kPrimeBound = 1024;
constexpr std::size_t kPrimes = 171;

constexpr bool is_prime(unsigned n) {
  for (unsigned d = 3; d * d <= n; d += 2) {
    if (n % d == 0) {
      return false;
    }
  }
  return true;
}

/// The odd primes below the bound.
constexpr auto kOddPrimes = [] {
  std::array<unsigned, kPrimes> primes{};
  std::size_t count = 0;
  for (unsigned n = 3; n < kPrimeBound; n += 2) {
    if (is_prime(n)) {
      primes[count++] = n;
    }
  }
  return primes;
}();
static_assert(kOddPrimes.back() == 1021);

/// residue takes a number modulo a word that fits 32 bits, where OpenSSL is fast.
std::uint64_t residue(const BIGNUM* number, std::uint64_t word) {
  return static_cast<std::uint64_t>(BN_mod_word(number, static_cast<BN_ULONG>(word)));
}

/// Log is a discrete logarithm: 65537^value = the residue, `order` being that of 65537.
struct Log {
  unsigned value;
  unsigned order;
};

std::optional<Log> logarithm(const Residue& residue) {
  constexpr unsigned kGenerator = 65537;
  std::optional<unsigned> found;
  unsigned power = 1;
  unsigned exponent = 0;
  do {
    if (power == residue.value && !found) {
      found = exponent;
    }
    power = power * (kGenerator % residue.prime) % residue.prime;
    ++exponent;
  } while (power != 1);
  return found ? std::optional(Log{*found, exponent}) : std::nullopt;
}

/// floor_root is Newton's method from above; false when OpenSSL fails.
bool floor_root(BIGNUM* root, const BIGNUM* number, BN_CTX* context) {
  const UniqueBignum next(BN_new());
  bool fine = next && BN_set_word(root, 1) == 1 &&
              BN_lshift(root, root, (BN_num_bits(number) + 1) / 2) == 1;
  while (fine) {
    fine = BN_div(next.get(), nullptr, number, root, context) == 1 &&
           BN_add(next.get(), next.get(), root) == 1 && BN_rshift1(next.get(), next.get()) == 1;
    if (!fine || BN_cmp(next.get(), root) >= 0) {
      break;
    }
    BN_swap(root, next.get());
  }
  return fine;
}

/// Odd primes whose product fits 32 bits, and the squares modulo each as bits.
constexpr std::array<unsigned, 9> kSieve = {3, 5, 7, 11, 13, 17, 19, 23, 29};
constexpr std::uint64_t kSieveProduct = 3234846615;
constexpr auto kSquares = [] {
  std::array<std::uint32_t, kSieve.size()> squares{};
  for (std::size_t i = 0; i < kSieve.size(); ++i) {
    for (unsigned n = 0; n < kSieve[i]; ++n) {
      squares[i] |= 1U << (n * n % kSieve[i]);
    }
  }
  return squares;
}();

/// may_be_square looks at a number modulo kSieveProduct: it lets all squares pass, and one in about
/// 300 of the other numbers.
bool may_be_square(std::uint64_t rest) {
  for (std::size_t i = 0; i < kSieve.size(); ++i) {
    if ((kSquares[i] >> (rest % kSieve[i]) & 1U) == 0) {
      return false;
    }
  }
  return true;
}

/// exceeds_by_square tells whether a² - number is a square.
bool exceeds_by_square(const BIGNUM* a, const BIGNUM* number, BN_CTX* context) {
  const UniqueBignum rest(BN_new());
  const UniqueBignum root(BN_new());
  const UniqueBignum square(BN_new());
  return rest && root && square && BN_sqr(rest.get(), a, context) == 1 &&
         BN_sub(rest.get(), rest.get(), number) == 1 &&
         floor_root(root.get(), rest.get(), context) &&
         BN_sqr(square.get(), root.get(), context) == 1 && BN_cmp(square.get(), rest.get()) == 0;
}

}  // namespace

std::vector<Residue> small_residues(const BIGNUM* number) {
  constexpr std::uint64_t kWord = std::uint64_t{1} << 32U;
  std::vector<Residue> residues;
  residues.reserve(kPrimes);
  for (std::size_t first = 0; first < kPrimes;) {
    std::uint64_t product = 1;
    std::size_t end = first;
    while (end < kPrimes && product * kOddPrimes[end] < kWord) {
      product *= kOddPrimes[end++];
    }
    const auto rest = residue(number, product);
    for (; first < end; ++first) {
      const auto prime = kOddPrimes[first];
      residues.push_back({prime, static_cast<unsigned>(rest % prime)});
    }
  }
  return residues;
}

bool has_small_factor(const std::vector<Residue>& residues) {
  return std::ranges::find(residues, 0U, &Residue::value) != residues.end();
}

bool is_roca(const std::vector<Residue>& residues) {
  constexpr unsigned kLastPrime = 167;
  std::vector<Log> logs;
  for (const auto& each : residues) {
    if (each.prime > kLastPrime) {
      break;
    }
    const auto log = logarithm(each);
    if (!log) {
      return false;
    }
    // One exponent fits them all where each two of them agree (Chinese remainder theorem).
    for (const auto& other : logs) {
      const auto common = std::gcd(log->order, other.order);
      if (log->value % common != other.value % common) {
        return false;
      }
    }
    logs.push_back(*log);
  }
  return !logs.empty();
}

bool has_close_factors(const BIGNUM* number, int steps) {
  const UniqueBignumContext context(BN_CTX_new());
  const UniqueBignum a(BN_new());
  const UniqueBignum square(BN_new());
  if (!context || !a || !square || !floor_root(a.get(), number, context.get()) ||
      BN_sqr(square.get(), a.get(), context.get()) != 1) {
    return false;
  }
  if (BN_cmp(square.get(), number) == 0) {
    return true;
  }
  // From the root upwards; a² - number is followed modulo a word, and computed where that may be a
  // square.
  bool fine = BN_add_word(a.get(), 1) == 1;
  const auto start = residue(a.get(), kSieveProduct);
  auto rest = (start * start % kSieveProduct + kSieveProduct - residue(number, kSieveProduct)) %
              kSieveProduct;
  auto step = (2 * start + 1) % kSieveProduct;
  for (int i = 0; fine && i < steps; ++i) {
    if (may_be_square(rest) && exceeds_by_square(a.get(), number, context.get())) {
      return true;
    }
    rest = (rest + step) % kSieveProduct;
    step = (step + 2) % kSieveProduct;
    fine = BN_add_word(a.get(), 1) == 1;
  }
  return false;
}

}  // namespace dmp::x509::detail
