#include <sys/stat.h>

#include "dmp/files/creation_mode.hpp"
#include "support/catch.hpp"

using namespace dmp;

namespace {

class Umask {
 public:
  explicit Umask(mode_t mask) : before_(::umask(mask)) {}
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;
  ~Umask() { ::umask(before_); }

 private:
  mode_t before_;
};

}  // namespace

TEST_CASE("a new file's mode is what the umask leaves of it to group and others") {
  struct Row {
    mode_t mask;
    mode_t wanted;
    mode_t given;
  };
  const auto row = GENERATE(Row{0022, 0644, 0644}, Row{0077, 0644, 0600}, Row{0027, 0644, 0640},
                            Row{0000, 0666, 0666}, Row{0077, 0755, 0700}, Row{0026, 0664, 0640},
                            Row{0077, 0600, 0600}, Row{0007, 0711, 0710});
  const Umask mask(row.mask);
  CHECK(files::creation_mode(row.wanted) == row.given);
  // Asking changes nothing.
  CHECK(files::creation_mode(row.wanted) == row.given);
  const mode_t now = ::umask(row.mask);
  CHECK(now == row.mask);
}

TEST_CASE("a umask that takes rights from the owner leaves him his own files") {
  const Umask mask(0777);
  CHECK(files::creation_mode(0644) == 0600);
  CHECK(files::creation_mode(0755) == 0700);
}
