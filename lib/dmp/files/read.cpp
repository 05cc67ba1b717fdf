#include "dmp/files/read.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <poll.h>
#include <sys/vfs.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "dmp/base/plain_text.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/directory.hpp"

namespace dmp::files {
namespace {

/// Longest first line of a secret file, in bytes.
constexpr std::size_t kSecretLimit = 4096;

using namespace std::string_view_literals;

Error open_failure(std::string_view name, int error_number) {
  Error error{ErrorKind::input,
              "FILE-UNREADABLE",
              {arg("path", name)},
              {system_cause(error_number)},
              Reason::no_access};
  if (error_number == ENOENT || error_number == ENOTDIR || error_number == ENAMETOOLONG) {
    error.id = "FILE-NOT-FOUND";
    error.reason = Reason::not_found;
  } else if (error_number == ENXIO || error_number == ENODEV) {
    error.id = "FILE-NOT-REGULAR";
    error.reason = Reason::other;
  }
  return error;
}

Error read_failure(std::string_view name, int error_number) {
  return {ErrorKind::environment, "FILE-READ", {arg("path", name)}, {system_cause(error_number)}};
}

Error too_large(std::string_view name, std::uintmax_t limit) {
  return {ErrorKind::input,
          "FILE-TOO-LARGE",
          {arg("path", name), arg("limit", limit)},
          {},
          Reason::too_large};
}

/// Opens what an open name (O_PATH) stands for, if it is a regular file: opening anything else may
/// act on it.
Result<Descriptor> reopen(const Descriptor& named, const std::filesystem::path& path,
                          struct stat& status) {
  const auto& name = path.native();
  if (!named.valid() || ::fstat(named.get(), &status) != 0) {
    return fail(open_failure(name, errno));
  }
  if (auto error = failure_of_type(ErrorKind::input, name, status.st_mode)) {
    return fail(std::move(*error));
  }
  if (is_of_kernel(named.get())) {
    return fail(ErrorKind::input, "FILE-NOT-REGULAR", {arg("path", name)});
  }
  auto opened = open_retrying("/proc/self/fd/" + std::to_string(named.get()), O_RDONLY);
  if (!opened.valid() && errno == ENOENT) {  // There is no /proc here.
    opened = open_retrying(path, O_RDONLY);
    struct stat again{};
    if (opened.valid() && (::fstat(opened.get(), &again) != 0 || again.st_ino != status.st_ino ||
                           again.st_dev != status.st_dev)) {
      return fail(open_failure(name, ESTALE));
    }
  }
  return opened.valid() ? Result<Descriptor>(std::move(opened)) : fail(open_failure(name, errno));
}

Result<Descriptor> open_regular(const std::filesystem::path& path, struct stat& status) {
  return is_representable(path) ? reopen(open_retrying(path, O_PATH), path, status)
                                : fail(open_failure(path.native(), ENOENT));
}

/// One read that waits for a non-blocking descriptor: bytes read, or -1 with errno. A regular file
/// has nobody to wait for.
template <typename Byte>
ssize_t read_some(int descriptor, std::span<Byte> buffer) {
  while (true) {
    const auto got = ::read(descriptor, buffer.data(), buffer.size());
    if (got >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) {
      return got;
    }
    struct stat status{};
    if (::fstat(descriptor, &status) != 0 || S_ISREG(status.st_mode)) {
      errno = EAGAIN;
      return -1;
    }
    pollfd wait{descriptor, POLLIN, 0};
    if (::poll(&wait, 1, -1) < 0) {
      return -1;
    }
  }
}

Result<Bytes> read_to_end(int descriptor, std::string_view name, std::uintmax_t limit,
                          std::uintmax_t expected) {
  constexpr std::size_t kChunk = std::size_t{64} * 1024;
  Bytes content;
  content.reserve(static_cast<std::size_t>(std::min(expected, limit)) + 1);
  while (true) {
    const auto size = content.size();
    content.resize(std::max(std::min(content.capacity(), size + kChunk), size + 1));
    const auto got = read_some(descriptor, std::span(content).subspan(size));
    if (got < 0) {
      return fail(read_failure(name, errno));
    }
    content.resize(size + static_cast<std::size_t>(got));
    if (content.size() > limit) {
      return fail(too_large(name, limit));
    }
    if (got == 0) {
      return content;
    }
    if (content.size() == content.capacity()) {
      content.reserve(content.size() * 2 + kChunk);
    }
  }
}

/// Refuses an open file that somebody else could have written.
Status check_own(const std::filesystem::path& path, const struct stat& status) {
  if (is_own(status)) {
    return {};
  }
  const bool is_ours = Trust().covers(status.st_uid);
  return is_ours ? path_refused("PATH-WRITABLE", path, path, status.st_uid)
                 : owner_refused(path, path, status.st_uid);
}

/// Whether an entry is the kernel's link to an open descriptor of this process.
bool is_descriptor(const Directory& folder, const struct stat& entry) {
  struct statfs system{};
  return S_ISLNK(entry.st_mode) && ::fstatfs(folder.descriptor(), &system) == 0 &&
         system.f_type == PROC_SUPER_MAGIC;
}

/// What a path leads to on a way that is ours, by links of ours only: those of others lead to files
/// of ours that are meant for something else.
Result<Entry> own_entry(const std::filesystem::path& path) {
  constexpr int kMostLinks = 40;
  auto at = path;
  for (int count = 0; count < kMostLinks; ++count) {
    auto entry = locate(at);
    if (!entry) {
      struct stat status{};
      return ::stat(path.c_str(), &status) == 0 ? std::move(entry)
                                                : fail(open_failure(path.native(), errno));
    }
    const auto held = entry->directory.status(entry->name);
    if (!held || is_descriptor(entry->directory, *held)) {
      return entry;
    }
    if (!S_ISLNK(held->st_mode)) {
      // That a file is ours does not tell who gave it this name; of others' the owner tells.
      return entry->directory.is_shared() && Trust().covers(held->st_uid)
                 ? path_refused("PATH-SHARED", path, entry->directory.path())
                 : std::move(entry);
    }
    auto next = leads_to(at);
    if (!next) {
      return fail(std::move(next.error()));
    }
    at = std::move(*next);
  }
  return path_refused("PATH-LINKS", path, at);
}

/// Opens a regular file on such a way. What was opened is judged once more: a file of ours may have
/// been moved to the name since.
Result<Descriptor> open_on_own_way(const std::filesystem::path& path, struct stat& status) {
  if (auto looked = open_regular(path, status); !looked) {
    return looked;  // With the words for what is no file at all.
  }
  return own_entry(path).and_then([&](const Entry& entry) -> Result<Descriptor> {
    const auto held = entry.directory.status(entry.name);
    if (held && is_descriptor(entry.directory, *held)) {
      return open_regular(entry.path(), status);
    }
    auto file = reopen(entry.directory.open_entry(entry.name, O_PATH), entry.path(), status);
    return file && entry.directory.is_shared() && Trust().covers(status.st_uid)
               ? path_refused("PATH-SHARED", path, entry.directory.path())
               : std::move(file);
  });
}

/// Opens a regular file on such a way, for which check_own holds.
Result<Descriptor> open_own(const std::filesystem::path& path, struct stat& status) {
  auto file = open_on_own_way(path, status);
  auto fine = file ? check_own(path, status) : Status();
  return fine ? std::move(file) : fail(std::move(fine.error()));
}

/// Refuses what all may read, or a group unless it may. A pipe or device is read by nobody else at
/// that moment.
Status check_closed(const std::filesystem::path& path, const struct stat& status,
                    KeyReaders readers = KeyReaders::nobody) {
  const bool is_for_group = readers == KeyReaders::group;
  const mode_t closed = is_for_group ? S_IRWXO : S_IRWXO | S_IRWXG;
  const bool is_open = S_ISREG(status.st_mode) && (status.st_mode & closed) != 0;
  return is_open ? fail(ErrorKind::input, "SECRET-FILE-PERMISSIONS",
                        {arg("path", path.native()), arg("rights", is_for_group ? "o=" : "600")})
                 : Status();
}

/// SecretLine is a buffer that never moves and is wiped.
struct SecretLine {
  std::array<std::uint8_t, kSecretLimit + 2> bytes{};  ///< With its end.
  std::size_t size = 0;

  SecretLine() = default;
  SecretLine(const SecretLine&) = delete;
  SecretLine& operator=(const SecretLine&) = delete;
  ~SecretLine() { wipe(bytes); }

  [[nodiscard]] ByteView view() const { return ByteView(bytes).first(size); }

  /// Whether what was read ends with a line feed; in UTF-16 that has two bytes, four in UTF-32, and
  /// its own byte is a part of other characters, too.
  [[nodiscard]] bool is_ended() const {
    const auto line = as_text(view());
    const auto form = text_form(view());
    std::string end(unit_bytes(form), '\0');
    (is_little(form) ? end.front() : end.back()) = '\n';
    return size % end.size() == 0 && line.ends_with(end);
  }

  /// The line without its end, in UTF-8. A byte order mark of UTF-8 stays: others may have taken it
  /// for a part of the passphrase.
  [[nodiscard]] Secret text() const {
    const PlainText decoded(view());
    auto line = is_wide(decoded.form()) ? decoded.view() : as_text(view());
    line.remove_suffix(line.ends_with('\n') ? 1 : 0);
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    return Secret(as_bytes(line));
  }
};

}  // namespace

namespace {

Result<Bytes> read_opened(const Descriptor& descriptor, const struct stat& status,
                          const std::filesystem::path& path, std::uintmax_t limit) {
  const auto size = static_cast<std::uintmax_t>(std::max<off_t>(status.st_size, 0));
  if (size > limit) {
    return fail(too_large(path.native(), limit));
  }
  return read_to_end(descriptor.get(), path.native(), limit, size);
}

}  // namespace

Result<Bytes> read_file(const std::filesystem::path& path, std::uintmax_t limit, Status* is_own) {
  struct stat status{};
  auto file = is_own != nullptr ? open_own(path, status) : open_regular(path, status);
  if (is_own != nullptr) {
    *is_own = file ? Status() : fail(file.error());
    file = file ? std::move(file) : open_regular(path, status);
  }
  return file.and_then(
      [&](const Descriptor& descriptor) { return read_opened(descriptor, status, path, limit); });
}

RegularFile::RegularFile(Descriptor descriptor, const struct stat& status,
                         std::filesystem::path path)
    : descriptor_(std::make_shared<const Descriptor>(std::move(descriptor))),
      status_(status),
      path_(std::move(path)) {}

Result<RegularFile> RegularFile::open(const std::filesystem::path& path) {
  return open(Seen::at(path.native()), path);
}

Result<RegularFile> RegularFile::open(const Seen& seen, const std::filesystem::path& path) {
  if (seen.failed() != 0) {
    return fail(open_failure(path.native(), seen.failed()));
  }
  struct stat status{};
  return reopen(*seen.descriptor_, path, status).map([&](Descriptor opened) {
    return RegularFile(std::move(opened), status, path);
  });
}

ssize_t RegularFile::read_start(std::span<std::uint8_t> buffer) const {
  return ::read(descriptor_->get(), buffer.data(), buffer.size());
}

Result<Bytes> RegularFile::read(std::uintmax_t limit) const {
  if (::lseek(descriptor_->get(), 0, SEEK_SET) < 0) {
    return fail(read_failure(path_.native(), errno));
  }
  return read_opened(*descriptor_, status_, path_, limit);
}

Result<Bytes> read_own_file(const std::filesystem::path& path, std::uintmax_t limit) {
  struct stat status{};
  return open_own(path, status).and_then([&](const Descriptor& descriptor) {
    return read_opened(descriptor, status, path, limit);
  });
}

Result<Bytes> read_own_key_file(const std::filesystem::path& path, KeyReaders readers,
                                Status* is_closed) {
  struct stat status{};
  return open_own(path, status).and_then([&](const Descriptor& descriptor) -> Result<Bytes> {
    auto closed = check_closed(path, status, readers);
    if (is_closed != nullptr) {
      *is_closed = std::move(closed);
    } else if (!closed) {
      return fail(std::move(closed.error()));
    }
    return read_opened(descriptor, status, path, kDefaultLimit);
  });
}

Status check_own_file(const std::filesystem::path& path) {
  return own_entry(path).and_then([&](const Entry& entry) -> Status {
    const auto held = entry.directory.status(entry.name);
    if (!held) {
      return fail(open_failure(path.native(), ENOENT));
    }
    if (!is_descriptor(entry.directory, *held)) {
      auto fine = entry.directory.check_own(entry.name);
      return fine && entry.directory.is_shared()
                 ? path_refused("PATH-SHARED", path, entry.directory.path())
                 : std::move(fine);
    }
    struct stat status{};
    const bool is_file = ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
    return is_file ? check_own(path, status) : Status();
  });
}

Status check_own_descriptor(int descriptor, std::string_view name) {
  struct stat status{};
  struct statfs system{};
  if (::fstat(descriptor, &status) != 0 || ::fstatfs(descriptor, &system) != 0) {
    return {};  // Whoever reads it tells why it cannot be.
  }
  if (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode)) {
    const bool is_ours = Trust().covers(status.st_uid) || ::tcgetsid(descriptor) == ::getsid(0);
    return is_ours ? Status() : owner_refused(name, name, status.st_uid);
  }
  // A pipe without a name was opened by whoever started us.
  return system.f_type == PIPEFS_MAGIC || S_ISSOCK(status.st_mode) ? Status()
                                                                   : check_own(name, status);
}

Result<Bytes> read_descriptor(int descriptor, std::string_view name, std::uintmax_t limit) {
  return read_to_end(descriptor, name, limit, 0);
}

Result<Secret> read_secret_file(const std::filesystem::path& path) {
  struct stat status{};
  const auto file = open_on_own_way(path, status);
  if (!file) {
    return fail(file.error());
  }
  return check_closed(path, status).and_then([&] { return check_own(path, status); }).and_then([&] {
    return read_secret_descriptor(file->get(), path.native());
  });
}

Result<Secret> read_secret_descriptor(int descriptor, std::string_view name) {
  if (auto own = check_own_descriptor(descriptor, name); !own) {
    return fail(std::move(own.error()));
  }
  SecretLine line;
  bool is_at_end = false;
  while (!is_at_end) {
    std::uint8_t byte = 0;
    // One byte at a time: what follows the line may belong to another reader of the descriptor.
    const auto got = read_some(descriptor, std::span(&byte, 1));
    if (got < 0) {
      return fail(read_failure(name, errno));
    }
    if (got > 0 && line.size == line.bytes.size()) {
      break;
    }
    if (got > 0) {
      line.bytes.at(line.size++) = byte;
      wipe({&byte, 1});
    }
    is_at_end = got == 0 || line.is_ended();
  }
  if (line.size == 0) {
    return fail(ErrorKind::secret, "SECRET-EMPTY", {arg("path", name)});
  }
  auto text = line.text();
  return text.size() > kSecretLimit ? Result<Secret>(fail(too_large(name, kSecretLimit)))
                                    : std::move(text);
}

Result<Stream> Stream::open(const std::filesystem::path& path) {
  struct stat status{};
  return open_regular(path, status).map([&path](Descriptor&& descriptor) {
    return Stream(descriptor.release(), true, path.native());
  });
}

Result<Stream> Stream::open_own(const std::filesystem::path& path) {
  struct stat status{};
  return files::open_own(path, status).map([&path](Descriptor&& descriptor) {
    return Stream(descriptor.release(), true, path.native());
  });
}

Stream Stream::of_descriptor(int descriptor, std::string_view name) {
  return {descriptor, false, std::string(name)};
}

Stream::Stream(Stream&& other) noexcept
    : descriptor_(other.descriptor_),
      owned_(std::exchange(other.owned_, false)),
      name_(std::move(other.name_)) {}

Stream& Stream::operator=(Stream&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(owned_, other.owned_);
  std::swap(name_, other.name_);
  return *this;
}

Stream::~Stream() {
  if (owned_) {
    ::close(descriptor_);
  }
}

Result<std::size_t> Stream::read(std::span<char> buffer) {
  const auto got = read_some(descriptor_, buffer);
  if (got < 0) {
    return fail(read_failure(name_, errno));
  }
  return static_cast<std::size_t>(got);
}

}  // namespace dmp::files
