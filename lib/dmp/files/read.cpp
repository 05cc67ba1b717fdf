#include "dmp/files/read.hpp"
