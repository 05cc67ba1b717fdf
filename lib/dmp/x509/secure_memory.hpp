#pragma once

#include <cstddef>

namespace dmp::x509 {

/// Bytes of the secure heap. A generation takes up to 4 KiB of it at a time and a key that is held
/// up to 2.5 KiB (RSA 4096); its PEM takes 8 KiB while it is written. So this is room for 128
/// threads that each make a key and hold a few more; and it is half of the 8 MiB that Linux lets
/// any process lock. A key that finds no room is an error, never a key elsewhere.
inline constexpr std::size_t kSecureHeapBytes = std::size_t{4} * 1024 * 1024;

/// use_secure_memory has OpenSSL keep the private numbers of all keys in memory of their own:
/// locked against swapping, left out of core files, between guard pages, wiped when freed. Where
/// the kernel refuses to lock so much (RLIMIT_MEMLOCK), the rest still holds. With GnuTLS's
/// generator, what its arithmetic (GMP) frees is wiped too. It concerns the whole process: a
/// program calls it once at its start, before it makes or reads a key and before it has threads;
/// the library never does so by itself. Returns whether there is such a heap.
bool use_secure_memory();

/// secure_memory_used is how many bytes of that heap are taken; 0 where there is none.
std::size_t secure_memory_used();

}  // namespace dmp::x509
