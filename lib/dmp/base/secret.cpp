#include "dmp/base/secret.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <memory_resource>
#include <mutex>
#include <new>
#include <utility>

namespace dmp {
namespace {

/// LockedPages are memory that is neither swapped nor written to core files. Where the kernel locks
/// no more (RLIMIT_MEMLOCK), the rest still holds.
class LockedPages final : public std::pmr::memory_resource {
  void* do_allocate(std::size_t size, std::size_t /*alignment*/) override {
    void* const pages =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) {
      throw std::bad_alloc();
    }
    (void)::madvise(pages, size, MADV_DONTDUMP);
    (void)::mlock(pages, size);
    return pages;
  }
  void do_deallocate(void* pages, std::size_t size, std::size_t /*alignment*/) override {
    (void)::munmap(pages, size);
  }
  [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override {
    return this == &other;
  }
};

/// Vault shares such pages among the secrets of all threads.
class Vault {
 public:
  std::uint8_t* take(std::size_t size) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::uint8_t*>(pool_.allocate(size, 1));
  }
  void give_back(std::uint8_t* memory, std::size_t size) noexcept {
    const std::lock_guard lock(mutex_);
    pool_.deallocate(memory, size, 1);
  }

 private:
  /// A passphrase, and a key of 4096 bits in PEM; what is longer has pages of its own.
  static constexpr std::pmr::pool_options kSizes{.max_blocks_per_chunk = 64,
                                                 .largest_required_pool_block = 4096};

  std::mutex mutex_;
  LockedPages pages_;
  std::pmr::unsynchronized_pool_resource pool_{kSizes, &pages_};
};

/// Never destroyed: secrets in objects with static storage are released later than it would be.
Vault& vault() {
  static auto& one = *new Vault;
  return one;
}

}  // namespace

Secret::Secret(ByteView bytes)
    : data_(bytes.empty() ? nullptr : vault().take(bytes.size())), size_(bytes.size()) {
  std::ranges::copy(bytes, data_);
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    clear();
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

Secret::~Secret() { clear(); }

void Secret::clear() noexcept {
  if (data_ != nullptr) {
    wipe({data_, size_});
    vault().give_back(data_, size_);
  }
  data_ = nullptr;
  size_ = 0;
}

}  // namespace dmp
