#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/files/seen.hpp"

namespace dmp::files {

/// Largest file that we read whole unless told otherwise, in bytes.
inline constexpr std::uintmax_t kDefaultLimit = std::uintmax_t{64} * 1024 * 1024;

class Descriptor;

/// RegularFile is a regular file, opened once: its status and its content are of the same file,
/// whatever its name is given to meanwhile. FIFOs, sockets, devices and files that only act as
/// regular ones (/proc, tracefs …) are never opened.
class RegularFile {
 public:
  /// open opens what a path leads to, or what was seen; of that, `path` is for messages. Error ids
  /// as read_file's.
  static Result<RegularFile> open(const std::filesystem::path& path);
  static Result<RegularFile> open(const Seen& seen, const std::filesystem::path& path);
  [[nodiscard]] const struct stat& status() const { return status_; }
  /// read_start reads once into a buffer, and returns how many bytes; -1 and errno.
  [[nodiscard]] ssize_t read_start(std::span<std::uint8_t> buffer) const;
  /// read reads it whole. Error ids: FILE-TOO-LARGE, FILE-READ.
  [[nodiscard]] Result<Bytes> read(std::uintmax_t limit = kDefaultLimit) const;

 private:
  RegularFile(Descriptor descriptor, const struct stat& status, std::filesystem::path path);

  std::shared_ptr<const Descriptor> descriptor_;
  struct stat status_{};
  std::filesystem::path path_;
};

/// read_file reads a regular file. Error ids: FILE-NOT-FOUND (input), FILE-IS-DIRECTORY (input),
/// FILE-NOT-REGULAR (input), FILE-UNREADABLE (input), FILE-TOO-LARGE (input, with `limit`),
/// FILE-READ (environment). Every one has the argument `path`. FIFOs, sockets and devices are
/// refused unopened, as are files of /proc. `is_own` gets what read_own_file would say of it and of
/// the whole way to it: who else could have put it there.
Result<Bytes> read_file(const std::filesystem::path& path, std::uintmax_t limit = kDefaultLimit,
                        Status* is_own = nullptr);

/// read_own_file reads a file that only root or the user who runs this owns and may write, on a way
/// of which that is true as well: a private key, say, that somebody else could have prepared. It
/// lies in no sticky directory of others: a file of ours that is meant for something else can be
/// moved there.
/// Errors as read_file's and Directory's; PATH-OWNER, PATH-WRITABLE, PATH-LINK, PATH-SHARED
/// (environment).
Result<Bytes> read_own_file(const std::filesystem::path& path,
                            std::uintmax_t limit = kDefaultLimit);

/// KeyReaders are those who may read a private key beside its owner: nobody where it is to be
/// certified, and the group that somebody gave it where it is in service.
enum class KeyReaders { nobody, group };

/// read_own_key_file is read_own_file of a private key. What others than those may read is refused:
/// it is no secret any more; `is_closed` gets that, where it has to be known first whether there is
/// a key in it at all. Errors as read_own_file's; SECRET-FILE-PERMISSIONS (input).
Result<Bytes> read_own_key_file(const std::filesystem::path& path, KeyReaders readers,
                                Status* is_closed = nullptr);

/// check_own_file refuses what somebody else could have prepared, or could still put there: what is
/// to be loaded, or read by a library, by its path. Of a descriptor of this process (/dev/fd/3) it
/// judges what is open, as check_own_descriptor does. Errors as read_own_file's; FILE-NOT-FOUND
/// (input).
Status check_own_file(const std::filesystem::path& path);

/// check_own_descriptor refuses an open file, named pipe or terminal of somebody else: who
/// redirects it names it as he would by its path. A pipe without a name, or a socket, was opened by
/// whoever started the program. Error ids:
/// PATH-OWNER, PATH-WRITABLE (environment).
Status check_own_descriptor(int descriptor, std::string_view name);

/// read_descriptor reads an open descriptor to its end, e.g. standard input ("-" in messages). A
/// signal that interrupts the wait ends it: FILE-READ.
Result<Bytes> read_descriptor(int descriptor, std::string_view name,
                              std::uintmax_t limit = kDefaultLimit);

/// Stream reads a file from its beginning to its end, a buffer at a time.
class Stream {
 public:
  /// open opens a regular file. Error ids as read_file's.
  static Result<Stream> open(const std::filesystem::path& path);
  /// open_own is open of a file that only root and the user may write, as read_own_file asks.
  static Result<Stream> open_own(const std::filesystem::path& path);
  /// of_descriptor reads an open descriptor, which stays open; `name` is for messages.
  static Stream of_descriptor(int descriptor, std::string_view name);

  Stream(Stream&& other) noexcept;
  Stream& operator=(Stream&& other) noexcept;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream();

  /// read returns how many bytes it put into the buffer, 0 at the end. Error id: FILE-READ.
  Result<std::size_t> read(std::span<char> buffer);

 private:
  Stream(int descriptor, bool owned, std::string name)
      : descriptor_(descriptor), owned_(owned), name_(std::move(name)) {}

  int descriptor_ = -1;
  bool owned_ = false;
  std::string name_;
};

/// read_secret_file reads the first line of a passphrase file without its line end, 4096 bytes at
/// most. An empty line is an empty secret; whoever needs another refuses it. UTF-16 and UTF-32
/// become UTF-8, a byte order mark of UTF-8 stays (normalised_passphrase). Error ids as
/// read_own_file's, and SECRET-FILE-PERMISSIONS (input) when others may read it, SECRET-EMPTY
/// (secret) without any line.
Result<Secret> read_secret_file(const std::filesystem::path& path);

/// read_secret_descriptor reads the first line of an open descriptor in the same way, and nothing
/// past it. Error ids: SECRET-EMPTY, FILE-TOO-LARGE, FILE-READ, those of check_own_descriptor.
Result<Secret> read_secret_descriptor(int descriptor, std::string_view name);

}  // namespace dmp::files
