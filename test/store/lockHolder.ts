import { lockFolder } from '../../src/store/folderLock.ts'

/** Takes the folder that it is given, says so, and keeps it until it is killed or its input ends. */
const [, , folder = ''] = process.argv
lockFolder(folder)
process.stdout.write('locked\n')
process.stdin.resume()
